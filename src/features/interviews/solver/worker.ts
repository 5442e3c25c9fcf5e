// The thread in which a round is matched: HiGHS is synchronous, and would keep everybody waiting for as long as it takes.
import { performance } from 'node:perf_hooks';
import loadHighs from 'highs';
import { answerFromWorker, workerInput } from '../../../workers/run-in-worker.ts';
import type { Round } from '../rules/round.ts';
import { type Limits, matchRound } from './match-round.ts';

/** Given by this slice itself, through a structured copy that keeps sets and maps. */
const { round, limits } = workerInput() as { round: Round; limits: Limits };
const highs = await loadHighs();
const began = performance.now();
answerFromWorker(matchRound(round, { highs, elapsed: () => performance.now() - began }, limits));
