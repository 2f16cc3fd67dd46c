import { engineSuite } from './lib/engineSuite';

engineSuite('node-llama-cpp');
