import type { Ids } from './ids.ts';

/** A file that was uploaded, or has an address to be uploaded to. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly user: string;
  readonly mimetype: string;
  readonly announcedLength: number;
  readonly ticket: string;
  content: Buffer | undefined;
  /** True once it was completed; only then it is a file to anyone. */
  complete: boolean;
  altText: string | undefined;
}

const mimetypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  ics: 'text/calendar',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  yaml: 'text/yaml',
};

/** Files of the workspace, kept in memory. */
export class Files {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byTicket = new Map<string, StoredFile>();
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** A place for a file of this length in bytes; the ticket is the secret part of its upload address. */
  announce(file: { name: string; user: string; length: number; altText?: string | undefined }): StoredFile {
    const announced: StoredFile = {
      id: this.#ids.next('file'),
      name: file.name,
      title: file.name,
      user: file.user,
      mimetype: mimetypes[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
      announcedLength: file.length,
      ticket: this.#ids.secret(32),
      content: undefined,
      complete: false,
      altText: file.altText,
    };
    this.#byId.set(announced.id, announced);
    this.#byTicket.set(announced.ticket, announced);
    return announced;
  }

  get(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  byTicket(ticket: string): StoredFile | undefined {
    return this.#byTicket.get(ticket);
  }
}
