/** A process that starts or attaches, says so in one line, and stays until it is killed or its input ends. */
import { startLocalServer } from '../../src/db/local-server.ts';

const [directory = '', idleMs = ''] = process.argv.slice(2);
const server = await startLocalServer({ environment: process.env, directory, idleMs: Number(idleMs) });
console.log(JSON.stringify({ origin: server.origin, pid: server.pid, url: server.url }));
process.stdin.on('end', () => process.exit(0)).resume();
