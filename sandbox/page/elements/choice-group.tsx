import { useId, useState } from 'preact/hooks';
import type { ChoiceElement, Option } from '../api/block-schema.ts';
import { TextBlock } from '../text/block-text.tsx';
import { useBlock } from './surface.ts';
import { useAct } from './use-act.tsx';

const valuesOf = (options: readonly Option[]): string[] => options.map(({ value }) => value ?? '');

/** Checkboxes and radio buttons. */
export function ChoiceGroup({ element }: { element: ChoiceElement }) {
  const name = useId();
  const many = element.type === 'checkboxes';
  const initial = many ? (element.initial_options ?? []) : element.initial_option ? [element.initial_option] : [];
  const [chosen, setChosen] = useState(valuesOf(initial));
  const { busy, perform, aside } = useAct(element);
  const { labelId } = useBlock();

  function choose(value: string, on: boolean): void {
    const others = chosen.filter((other) => other !== value);
    const next = many ? (on ? [...others, value] : others) : [value];
    setChosen(next);
    perform({ selected: many ? next : value }, { denied: () => setChosen(chosen) });
  }

  return (
    <>
      <fieldset class="choices" role={many ? undefined : 'radiogroup'} aria-labelledby={labelId} aria-busy={busy}>
        {element.options.map((option) => {
          const value = option.value ?? '';
          return (
            <label class="choice" key={value}>
              <input
                type={many ? 'checkbox' : 'radio'}
                name={name}
                checked={chosen.includes(value)}
                onChange={(event) => choose(value, event.currentTarget.checked)}
              />
              <span>
                <TextBlock text={option.text} />
                {option.description && (
                  <span class="choice-detail">
                    <TextBlock text={option.description} />
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
      {aside}
    </>
  );
}
