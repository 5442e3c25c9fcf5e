import { elementPlaces, entryKey } from '../block-kit/element-places.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { Ids } from './ids.ts';
import type { Sequence } from './sequence.ts';

/** A modal or a Home tab that somebody sees, with what they entered so far. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** As the app sent it, with the ids that Slack adds. */
  definition: JsonObject;
  hash: string;
  /** What was entered, by block id and action id: it outlives an update in which both stay the same. */
  entered: Map<string, JsonObject>;
  seq: number;
}

/** A modal may have two more on top of it (docs.slack.dev/surfaces/modals). */
export const stackLimit = 3;

/** The modals of each person, the top one last, and their Home tabs. */
export class Views {
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();
  readonly #ids: Ids;
  readonly #sequence: Sequence;

  constructor(ids: Ids, sequence: Sequence) {
    this.#ids = ids;
    this.#sequence = sequence;
  }

  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  top(user: string): View | undefined {
    return this.stack(user).at(-1);
  }

  home(user: string): View | undefined {
    return this.#homes.get(user);
  }

  get(id: string): View | undefined {
    return this.#all().find((view) => view.id === id);
  }

  byExternalId(externalId: string): View | undefined {
    return this.#all().find((view) => view.definition.external_id === externalId);
  }

  /** A new stack for this person in place of the old one. */
  open(user: string, definition: JsonObject): View {
    const view = this.#make(user, definition, undefined);
    this.#stacks.set(user, [view]);
    return view;
  }

  /** One more modal on the person's stack; the caller has checked that there is room. */
  push(user: string, definition: JsonObject): View {
    const view = this.#make(user, definition, this.top(user));
    this.#stacks.set(user, [...this.stack(user), view]);
    return view;
  }

  update(view: View, definition: JsonObject): void {
    view.definition = definition;
    if (keeps('view.kept-entries')) forgetOthers(view);
    this.touch(view);
  }

  /** The view changed, so it has a new hash and number. */
  touch(view: View): void {
    view.hash = this.#hash();
    view.seq = this.#sequence.next();
  }

  /** Something was entered; the hash stays, since the app's view is the same. */
  enter(view: View, key: string, value: JsonObject): void {
    view.entered.set(key, value);
    view.seq = this.#sequence.next();
  }

  publish(user: string, definition: JsonObject): View {
    const known = this.#homes.get(user);
    if (known) {
      this.update(known, definition);
      return known;
    }
    const view = this.#make(user, definition, undefined);
    this.#homes.set(user, view);
    return view;
  }

  /** Takes this view and whatever lies on top of it off the person's stack. */
  close(view: View): void {
    const stack = this.stack(view.user);
    const at = stack.findIndex((each) => each.id === view.id);
    if (at >= 0) this.#stacks.set(view.user, stack.slice(0, at));
    this.#sequence.next();
  }

  closeAll(user: string): void {
    this.#stacks.delete(user);
    this.#sequence.next();
  }

  #all(): View[] {
    return [...this.#stacks.values()].flat().concat([...this.#homes.values()]);
  }

  #make(user: string, definition: JsonObject, below: View | undefined): View {
    const id = this.#ids.next('view');
    return {
      id,
      user,
      rootId: below?.rootId ?? id,
      previousId: below?.id,
      definition,
      hash: this.#hash(),
      entered: new Map(),
      seq: this.#sequence.next(),
    };
  }

  #hash(): string {
    return `${this.#sequence.last}.${this.#ids.secret(8)}`;
  }
}

/** What was entered in elements that are there no more does not come back with them. */
function forgetOthers({ definition, entered }: View): void {
  const there = elementPlaces(objectsOf(definition.blocks)).map(({ block, element }) => entryKey(block, element));
  for (const key of entered.keys()) {
    if (!there.includes(key)) entered.delete(key);
  }
}
