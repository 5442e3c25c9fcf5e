import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Somebody who scrolled up to read is not pulled down; this near the end counts as being at it. */
const NEAR_END_PX = 80;

interface Listed {
  /** What is listed: another channel or person begins at the end again. */
  readonly of: string;
  /** Names the last row; undefined for an empty list. */
  readonly lastKey: string | undefined;
  /** The last row comes of the reader's own act, and is shown wherever they were reading. */
  readonly own: boolean;
}

interface StayAtEnd {
  /** Something came in below while the reader was further up. */
  readonly missed: boolean;
  readonly toEnd: () => void;
  readonly onScroll: (event: { currentTarget: HTMLElement }) => void;
}

/** Keeps a list that grows at its end there, unless its reader has scrolled up. */
export function useStayAtEnd(list: RefObject<HTMLElement | null>, { of, lastKey, own }: Listed): StayAtEnd {
  const atEnd = useRef(true);
  const shownKey = useRef(lastKey);
  const [missed, setMissed] = useState(false);

  useLayoutEffect(() => {
    atEnd.current = true;
    setMissed(false);
  }, [of]);

  useLayoutEffect(() => {
    const isNew = lastKey !== shownKey.current;
    shownKey.current = lastKey;
    if (isNew && own) atEnd.current = true;
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
    else if (isNew) setMissed(true);
  });

  return {
    missed,
    toEnd: () => {
      atEnd.current = true;
      setMissed(false);
      list.current?.scrollTo({ top: list.current.scrollHeight });
      list.current?.focus();
    },
    onScroll: ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
      atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      if (atEnd.current) setMissed(false);
    },
  };
}
