import { useEffect, useRef } from 'preact/hooks';
import type { Workspace } from '../api/control-schema.ts';
import { shownMessages } from '../state/message-book.ts';
import type { PageActs } from '../state/page-acts.ts';
import type { PageState } from '../state/page-state.ts';
import { threadMessages } from '../state/threads.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icon.tsx';
import { MessageRow } from './message-row.tsx';

interface ThreadPaneProps {
  readonly state: PageState;
  readonly thread: { readonly channel: string; readonly ts: string };
  readonly workspace: Workspace;
  readonly acts: PageActs;
  readonly title: string;
}

/** A message with its answers, beside the conversation. */
export function ThreadPane({ state, thread, workspace, acts, title }: ThreadPaneProps) {
  const list = useRef<HTMLDivElement>(null);
  const messages = threadMessages(shownMessages(state.book, thread.channel), thread.ts);
  const answers = messages.length - 1;
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight);
  }, [answers, thread.ts]);
  return (
    <aside class="thread" aria-label="Thread">
      <header class="inspector-head">
        <h2 class="dialog-title">
          Thread <span class="thread-where">{title}</span>
        </h2>
        <button type="button" class="icon-button" aria-label="Close thread" onClick={() => acts.openThread(undefined)}>
          <Icon name="close" />
        </button>
      </header>
      <div class="thread-list" ref={list}>
        {messages.map((message) => (
          <div key={message.seq}>
            <MessageRow message={message} workspace={workspace} acts={acts} follows={false} inThread />
            {message.ts === thread.ts && answers > 0 && (
              <div class="thread-count">
                <span>{answers === 1 ? '1 reply' : `${answers} replies`}</span>
              </div>
            )}
          </div>
        ))}
      </div>
      <Composer
        key={`${state.person}-${thread.ts}`}
        workspace={workspace}
        label="Reply in thread"
        placeholder="Reply…"
        commands={false}
        acts={acts}
        onSend={(text) => acts.send(text, thread.ts)}
      />
    </aside>
  );
}
