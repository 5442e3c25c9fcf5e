/** The calls that make things go wrong on purpose. */
import { z } from 'zod';
import { ControlError } from './control-error.ts';
import { type Fault, faultKinds } from './faults.ts';
import { type Route, route } from './route.ts';

const order = z.strictObject({
  method: z.string().min(1),
  kind: z
    .union([z.enum(faultKinds), z.literal(429), z.literal(500)])
    .transform((kind) => z.enum(faultKinds).parse(String(kind))),
  count: z.int().positive().optional(),
  rate: z.number().min(0).max(1).optional(),
  seed: z.int().default(1),
  ms: z.int().positive().max(600_000).default(5000),
  retry_after: z.int().min(0).nullable().default(30),
  processed: z.boolean().default(false),
  error: z.string().min(1).default('internal_error'),
});

/** A kind of null takes the faults of a method away. */
const clearing = z.strictObject({ method: z.string().min(1), kind: z.null() });

/** What a socket is told before it goes, or `cut` for a connection that breaks without a word. */
const farewells = ['warning', 'refresh_requested', 'link_disabled', 'cut'] as const;

export const faultReadRoutes: Readonly<Record<string, Route>> = {
  '/faults': route(z.object({}), ({ core }) => {
    const { faults, sequence } = core.workspace;
    return { seq: sequence.last, items: faults.list().map(faultItem) };
  }),
};

export const faultRoutes: Readonly<Record<string, Route>> = {
  '/faults': route(z.union([order, clearing]), ({ core }, input) => {
    const { faults, sequence } = core.workspace;
    const seq = sequence.last;
    if (input.kind === null) {
      faults.clear(input.method);
    } else if (input.kind === 'drop_socket' && input.method === '*' && input.rate === undefined) {
      core.sockets.cut();
    } else {
      const { retry_after: retryAfter, count, rate, ...rest } = input;
      faults.add({ ...rest, kind: input.kind, retryAfter, count, rate });
    }
    return { ok: true, seq };
  }),

  '/socket': route(
    z.strictObject({ disconnect: z.enum(farewells), all: z.boolean().default(false) }),
    ({ core }, input) => {
      const { sequence } = core.workspace;
      const seq = sequence.last;
      if (!core.sockets.isConnected()) throw new ControlError(409, 'no_socket', 'no app is connected by Socket Mode');
      if (input.disconnect === 'cut') core.sockets.cut();
      else core.sockets.dismiss(input.disconnect, input.all);
      return { ok: true, seq };
    },
  ),
};

export const faultDeleteRoutes: Readonly<Record<string, Route>> = {
  '/faults': route(z.object({ method: z.string().min(1).default('*') }), ({ core }, { method }) => {
    const { faults, sequence } = core.workspace;
    faults.clear(method);
    return { ok: true, seq: sequence.last };
  }),
};

function faultItem({ retryAfter, count, rate, ...fault }: Fault): object {
  return { ...fault, count: count ?? null, rate: rate ?? null, retry_after: retryAfter };
}
