// Practice interviews: our matching beside first come, first served, our own search alone, and HiGHS on the whole model at once where that ends.
import loadHighs from 'highs';
import { askHighs } from '../../src/features/interviews/solver/ask-highs.ts';
import { augment } from '../../src/features/interviews/solver/augment.ts';
import { type Choices, choicesOf } from '../../src/features/interviews/solver/choices.ts';
import { match } from '../../src/features/interviews/solver/match.ts';
import { LIMITS, type Limits, type Reached } from '../../src/features/interviews/solver/match-round.ts';
import { modelOf } from '../../src/features/interviews/solver/model.ts';
import { createSeating, type Seating } from '../../src/features/interviews/solver/seating.ts';
import { roundOf, SHAPES, type Shape } from './rounds.ts';

const SIZES = [180, 1_000, 10_000];
const SEED = Number(process.env.SEED ?? 1);

/** What is run of it; all where nothing is named. */
export interface Chosen {
  shape?: string | undefined;
  students?: string | undefined;
  /** The safety limit of the matching; the thread is ended a little later whatever it does. */
  seconds?: string | undefined;
}

/** The whole model of more choices than this takes longer than anybody waits. */
const MOST_WHOLE = 40_000;
const WHOLE_SECONDS = 60;

/** First come, first served: what a list on a wall would give. For comparison. */
function firstFit(choices: Choices, seating: Seating): void {
  for (const _ of [1, 2])
    for (let s = 0; s < choices.students; s++) {
      for (let choice = choices.from[s] ?? 0; choice < (choices.from[s + 1] ?? 0); choice++) {
        if (!seating.fits(choice)) continue;
        seating.seat(choice);
        break;
      }
    }
}

/** Students served / interviews, and milliseconds. */
function counted(seating: Seating, students: number, began: number): string {
  const served = Array.from({ length: students }, (_, s) => s).filter((s) => seating.of(s).length > 0).length;
  return `${served}/${seating.all().length} in ${Math.round(performance.now() - began)} ms`;
}

function reachedText({ value, bound, gap }: Reached): string {
  return gap === 0 ? `${value} (proved)` : `${value} of ${bound} (${(gap * 100).toFixed(2)} %)`;
}

/** Prints what is known as it comes: the large ones take minutes. */
async function runOne(shape: Shape, students: number, limits: Limits): Promise<void> {
  const round = roundOf(shape, students, SEED);
  const choices = choicesOf(round);
  console.log(`${shape}, ${students} students, ${round.interviewers.length} interviewers, ${choices.count} choices`);
  let began = performance.now();
  const greedy = createSeating(choices);
  firstFit(choices, greedy);
  console.log(`  first come, first served  ${counted(greedy, students, began)}`);
  began = performance.now();
  const own = createSeating(choices);
  augment(choices, own);
  console.log(`  our own search            ${counted(own, students, began)}`);
  const { aims, milliseconds, parts, cut, withoutHighs } = await match(round, limits);
  console.log(
    `  matched                   ${aims.students.value}/${aims.interviews.value} in ${milliseconds.served} ms, all in ${milliseconds.all} ms; ${parts.asked} of ${parts.count} parts asked HiGHS${cut ? '; cut by the safety limit' : ''}${withoutHighs ? `; without HiGHS: ${withoutHighs}` : ''}`,
  );
  console.log(
    `    students ${reachedText(aims.students)}, interviews ${reachedText(aims.interviews)}, wishes ${reachedText(aims.wishes)}, load ${reachedText(aims.load)}`,
  );
  if (choices.count > MOST_WHOLE) return console.log('  HiGHS, whole model        not run: too large');
  const highs = await loadHighs();
  began = performance.now();
  const all = Array.from({ length: choices.count }, (_, choice) => choice);
  const model = modelOf(choices, all, { aim: 'served' }, new Set());
  const solved = askHighs(highs, model, { nodes: null, seconds: WHOLE_SECONDS });
  const total = [...(solved.values ?? [])].slice(0, choices.count).filter((value) => value > 0.5).length;
  console.log(
    `  HiGHS, whole model        ${total} interviews in ${Math.round(performance.now() - began)} ms${solved.cut ? ', cut' : ''}`,
  );
}

/** Prints a block for each size and shape, or for those that are chosen. */
export async function run({ shape, students, seconds }: Chosen): Promise<void> {
  const shapes = SHAPES.filter((one) => shape === undefined || one === shape);
  const sizes = students === undefined ? SIZES : students.split(',').map(Number);
  const limits = { ...LIMITS, ...(seconds === undefined ? {} : { seconds: Number(seconds) }) };
  if (shapes.length === 0) throw new Error(`Name one of the shapes: ${SHAPES.join(', ')}`);
  if (![...sizes, limits.seconds].every((number) => number > 0)) throw new Error('Students and seconds are numbers.');
  for (const size of sizes) for (const one of shapes) await runOne(one, size, limits);
  console.log(`Seed ${SEED}; safety limit ${limits.seconds} s.`);
}
