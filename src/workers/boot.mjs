// Starts a worker that is written in TypeScript: tsx has to be registered inside the thread, before the worker's own file is read.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.file);
