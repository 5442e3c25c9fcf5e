/** The small language in which the tables of this folder say what Slack takes: a rule looks at one value and reports. */
import { isObject, type JsonObject } from '../json.ts';
import { keeps, type RuleId } from '../rules/rules.ts';

/** What is wrong, in Slack's manner of saying it, and where (a JSON pointer). */
export interface Problem {
  message: string;
  pointer: string;
}

/** Looks at one value and adds what is wrong with it to `found`. */
export type Rule = (value: unknown, pointer: string, found: Problem[]) => void;

/** Anything goes: the field is known, its content is not looked at. */
export const anything: Rule = () => {};

/** `rule` under the name by which it is listed and can be switched off; `otherwise` holds in the meantime. */
export function named(id: RuleId, rule: Rule, otherwise: Rule = anything): Rule {
  return (value, pointer, found) => (keeps(id) ? rule : otherwise)(value, pointer, found);
}

/** What looks at several fields of an object at once, or at several objects of a list. */
export type Look<T> = (value: T, pointer: string, found: Problem[]) => void;

/** The same for what looks at fields together. */
export function namedLook<T>(id: RuleId, look: Look<T>): Look<T> {
  return (value, pointer, found) => {
    if (keeps(id)) look(value, pointer, found);
  };
}

/** Says that a value is of another kind than its place asks for. */
function wrongKind(kind: string, pointer: string, found: Problem[]): void {
  if (keeps('block-kit.field.kind')) found.push({ message: kind, pointer });
}

export const flag: Rule = (value, pointer, found) => {
  if (typeof value !== 'boolean') wrongKind('must be a boolean', pointer, found);
};

/** A string of `min` to `max` UTF-16 units; Slack says "less than max + 1". */
export function text(min: number, max: number): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'string') wrongKind('must provide a string', pointer, found);
    else if (value.length < min) found.push({ message: `must be more than ${min - 1} characters`, pointer });
    else if (value.length > max) found.push({ message: `must be less than ${max + 1} characters`, pointer });
  };
}

/** A text of 1 to `max` characters, under the name of that limit. */
export function upTo(max: number, id: RuleId): Rule {
  return named(id, text(1, max));
}

/** A string that has a form, named in the message (`YYYY-MM-DD`). */
export function formed(form: string, fits: (value: string) => boolean): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'string') wrongKind('must provide a string', pointer, found);
    else if (!fits(value)) found.push({ message: `must be of the form ${form}`, pointer });
  };
}

export function integer(min: number, max: number): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) wrongKind('must be an integer', pointer, found);
    else if (value < min) found.push({ message: `must be greater than ${min - 1}`, pointer });
    else if (value > max) found.push({ message: `must be less than ${max + 1}`, pointer });
  };
}

export function oneOf(...values: readonly unknown[]): Rule {
  return (value, pointer, found) => {
    if (!values.includes(value)) found.push({ message: `must be one of: ${values.join(', ')}`, pointer });
  };
}

export function list(item: Rule, min: number, max: number): Rule {
  return (value, pointer, found) => {
    if (!Array.isArray(value)) {
      wrongKind('must be an array', pointer, found);
      return;
    }
    if (value.length < min) found.push({ message: `no fewer than ${min} items allowed`, pointer });
    if (value.length > max) found.push({ message: `no more than ${max} items allowed`, pointer });
    value.forEach((each, at) => {
      item(each, `${pointer}/${at}`, found);
    });
  };
}

export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  /** Rules between fields; only asked when the value is an object. */
  also?: Look<JsonObject>;
  /** True where our knowledge of the fields is too thin to call another one a mistake. */
  open?: boolean;
}

/** An object with these fields; `type` is looked at by whoever chose the shape. */
export function shape({ required = {}, optional = {}, also, open = false }: Shape): Rule {
  return (value, pointer, found) => {
    if (!isObject(value)) {
      wrongKind('must be an object', pointer, found);
      return;
    }
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] !== undefined) rule(value[name], `${pointer}/${name}`, found);
      else if (keeps('block-kit.field.required')) found.push({ message: `missing required field: ${name}`, pointer });
    }
    for (const [name, rule] of Object.entries(optional)) {
      if (value[name] !== undefined) rule(value[name], `${pointer}/${name}`, found);
    }
    if (!open && keeps('block-kit.field.unknown')) {
      for (const name of Object.keys(value)) {
        if (name !== 'type' && !Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) {
          found.push({ message: `invalid additional property: ${name}`, pointer });
        }
      }
    }
    also?.(value, pointer, found);
  };
}

/**
 * An object whose `type` names the rule that holds for it; of the rules' types only those that are `allowed`, if that is said.
 * A type that may not stand here is as unknown as an invented one.
 */
export function typed(rules: Readonly<Record<string, Rule>>, allowed: readonly string[] = Object.keys(rules)): Rule {
  return (value, pointer, found) => {
    if (!isObject(value)) {
      wrongKind('must be an object', pointer, found);
      return;
    }
    const { type } = value;
    if (type === undefined) {
      if (keeps('block-kit.field.required')) found.push({ message: 'missing required field: type', pointer });
      return;
    }
    if (typeof type !== 'string') {
      wrongKind('must provide a string', `${pointer}/type`, found);
      return;
    }
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
    const isRefused = rule === undefined ? keeps('block-kit.type.unknown') : !allowed.includes(type);
    if (isRefused) found.push({ message: `unsupported type: ${type}`, pointer: `${pointer}/type` });
    else rule?.(value, pointer, found);
  };
}

/** One of the `allowed` types of `rules`, under the name of the table that says which may stand in this place. */
export function placed(id: RuleId, rules: Readonly<Record<string, Rule>>, allowed: readonly string[]): Rule {
  return named(id, typed(rules, allowed), typed(rules));
}
