import { engineSuite } from '../sidecar/lib/engineSuite';

engineSuite('direct');
