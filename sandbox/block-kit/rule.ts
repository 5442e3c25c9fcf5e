/** The small language in which the tables of this folder say what Slack takes: a rule looks at one value and reports. */
import { isObject, type JsonObject } from '../json.ts';

/** What is wrong, in Slack's manner of saying it, and where (a JSON pointer). */
export interface Problem {
  message: string;
  pointer: string;
}

/** Looks at one value and adds what is wrong with it to `found`. */
export type Rule = (value: unknown, pointer: string, found: Problem[]) => void;

/** Anything goes: the field is known, its content is not looked at. */
export const anything: Rule = () => {};

export const flag: Rule = (value, pointer, found) => {
  if (typeof value !== 'boolean') found.push({ message: 'must be a boolean', pointer });
};

/** A string of `min` to `max` UTF-16 units; Slack says "less than max + 1". */
export function text(min: number, max: number): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'string') found.push({ message: 'must provide a string', pointer });
    else if (value.length < min) found.push({ message: `must be more than ${min - 1} characters`, pointer });
    else if (value.length > max) found.push({ message: `must be less than ${max + 1} characters`, pointer });
  };
}

/** A string that has a form, named in the message (`YYYY-MM-DD`). */
export function formed(form: string, fits: (value: string) => boolean): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'string') found.push({ message: 'must provide a string', pointer });
    else if (!fits(value)) found.push({ message: `must be of the form ${form}`, pointer });
  };
}

export function integer(min: number, max: number): Rule {
  return (value, pointer, found) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) found.push({ message: 'must be an integer', pointer });
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
      found.push({ message: 'must be an array', pointer });
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
  also?: (value: JsonObject, pointer: string, found: Problem[]) => void;
  /** True where our knowledge of the fields is too thin to call another one a mistake. */
  open?: boolean;
}

/** An object with these fields; `type` is looked at by whoever chose the shape. */
export function shape({ required = {}, optional = {}, also, open = false }: Shape): Rule {
  return (value, pointer, found) => {
    if (!isObject(value)) {
      found.push({ message: 'must be an object', pointer });
      return;
    }
    for (const [name, rule] of Object.entries(required)) {
      if (value[name] === undefined) found.push({ message: `missing required field: ${name}`, pointer });
      else rule(value[name], `${pointer}/${name}`, found);
    }
    for (const [name, rule] of Object.entries(optional)) {
      if (value[name] !== undefined) rule(value[name], `${pointer}/${name}`, found);
    }
    if (!open) {
      for (const name of Object.keys(value)) {
        if (name !== 'type' && !(name in required) && !(name in optional)) {
          found.push({ message: `invalid additional property: ${name}`, pointer });
        }
      }
    }
    also?.(value, pointer, found);
  };
}

/** An object whose `type` names the rule that holds for it; a type that may not stand here is as unknown as an invented one. */
export function typed(rules: Readonly<Record<string, Rule>>, allowed?: readonly string[]): Rule {
  return (value, pointer, found) => {
    if (!isObject(value)) {
      found.push({ message: 'must be an object', pointer });
      return;
    }
    const { type } = value;
    if (type === undefined) {
      found.push({ message: 'missing required field: type', pointer });
      return;
    }
    const known = typeof type === 'string' && Object.hasOwn(rules, type) && (allowed ?? [type]).includes(type);
    const rule = known ? rules[type] : undefined;
    if (rule === undefined) found.push({ message: `unsupported type: ${String(type)}`, pointer: `${pointer}/type` });
    else rule(value, pointer, found);
  };
}
