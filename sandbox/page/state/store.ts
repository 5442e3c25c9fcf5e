import { useEffect, useState } from 'preact/hooks';

export interface Store<State> {
  readonly get: () => State;
  /** Merges a part into the state; the part may be computed from the state as it is now. */
  readonly set: (part: Partial<State> | ((state: State) => Partial<State>)) => void;
  /** Calls back after every change; answers how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A value that tells its listeners when it changed. */
export function createStore<State>(start: State): Store<State> {
  let state = start;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (part) => {
      state = { ...state, ...(typeof part === 'function' ? part(state) : part) };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The whole state, drawn again on every change: the page is small enough that finer slices would not be felt. */
export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.subscribe(() => setState(store.get()));
  }, [store]);
  return state;
}
