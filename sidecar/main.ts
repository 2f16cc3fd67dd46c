/** The inference process: speaks sidecar/protocol over standard input and output until that closes. */
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';
import { parserOpener } from './constraints/treeSitterParser';
import { syntaxOpener } from './postprocess/index';
import { grammarFinder, grammarLoader } from './server/grammars';
import { createLoader } from './server/loadModel';
import { Log } from './server/log';
import { nativeLog } from './server/nativeLog';
import { Server } from './server/server';
import { onParentGone, takeStdout } from './server/stdio';
import { startWatchdog } from './server/watchdog';

/** Milliseconds that running work has to end before the process goes anyway. */
const GRACE = 1500;

const log = new Log();
const output = takeStdout();
// Nobody may be reading the log.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => log.write('error', error.stack ?? error.message));
process.on('unhandledRejection', (reason) => log.write('error', String(reason)));

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(output),
  {
    error: (message) => log.write('error', message),
    warn: (message) => log.write('warn', message),
    info: (message) => log.write('info', message),
    log: (message) => log.write('debug', message),
  },
);
/** Ends the process once the answer that is being given (its writer takes two turns) is out. */
const exit = (): void => {
  setImmediate(() => setImmediate(() => output.end(() => process.exit(0))));
};
const grammar = grammarLoader(new URL('assets/', import.meta.url));
const openSyntax = syntaxOpener(grammar);
const load = createLoader({
  log: nativeLog(log),
  openParser: parserOpener(grammar),
  grammarOf: grammarFinder(grammar),
  openSyntax,
});
const server = new Server({ connection, log, load, openSyntax, exit });
onParentGone(() => {
  // A decode call in another thread can hold up an orderly exit.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE).unref();
  void server.stop().finally(exit);
});
startWatchdog(new URL('watchdogThread.mjs', import.meta.url));
connection.listen();
