import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface DirectoryEntry {
  readonly value: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly bot?: boolean;
  /** Of a channel: private. */
  readonly secluded?: boolean;
}

/** The people and channels that menus offer. */
export interface Directory {
  readonly people: readonly DirectoryEntry[];
  readonly channels: readonly DirectoryEntry[];
  /** Group conversations of the person. */
  readonly groups: readonly DirectoryEntry[];
}

export const DirectoryContext = createContext<Directory>({ people: [], channels: [], groups: [] });
export const useDirectory = (): Directory => useContext(DirectoryContext);
