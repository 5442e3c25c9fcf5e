import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import { isObject, type JsonObject } from '../json.ts';
import { commandsOf } from '../manifest.ts';
import { keeps } from '../rules/rules.ts';
import { channelNameInPayload } from '../wire/channel-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import { encodeTypedText, escapeEntities } from '../wire/typed-text.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import { writeMessage } from '../workspace/write-message.ts';
import { type ActResult, actResult } from './act-result.ts';
import { responseUrl } from './payload-parts.ts';
import { respond } from './respond.ts';

export interface TypedCommand {
  user: User;
  channel: Channel;
  command: string;
  text: string;
}

/** Sends a slash command, and shows its ack, or the failure, to who typed it. Throws ControlError for an unknown command. */
export async function runCommand(core: Core, typed: TypedCommand): Promise<ActResult> {
  const { workspace } = core;
  const commands = commandsOf(workspace.manifest);
  const known = commands.find(({ command }) => command === typed.command);
  if (!known) {
    const all = commands.map(({ command }) => command).join(', ');
    throw new ControlError(404, 'command_not_found', `the app has ${all || 'no commands'}`);
  }
  const seq = workspace.sequence.last;
  // The message field cuts off what is blank at the end; between the command and its words anything may stand.
  const text = keeps('command.text') ? typed.text.trimEnd() : typed.text.trim();
  const source = { user: typed.user.id, channel: typed.channel.id, messageTs: undefined };
  const payload: JsonObject = {
    token: 'sandbox',
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: typed.channel.id,
    channel_name: channelNameInPayload(typed.channel),
    user_id: typed.user.id,
    user_name: typed.user.handle,
    command: typed.command,
    text: known.should_escape && keeps('command.escaped') ? encodeTypedText(text, workspace) : text,
    api_app_id: fixedIds.app,
    is_enterprise_install: 'false',
    response_url: responseUrl(core, source),
    trigger_id: core.triggers.issue(typed.user.id),
  };
  const delivered = await deliver(workspace, core.transport, { kind: 'slash_commands', payload });
  const result = actResult(seq, delivered);
  if (!delivered.ok) {
    if (keeps('command.failure-told')) tell(core, typed, delivered.error);
    return result;
  }
  if (delivered.body === null) return result;
  try {
    if (isObject(delivered.body) && delivered.body.response_type === 'in_channel' && keeps('command.shown'))
      showTyped(core, typed);
    respond(workspace, source, delivered.body);
    return result;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    tell(core, typed, error.error);
    return { ...result, ok: false, error: error.error, ...detailsOf(error) };
  }
}

function detailsOf({ more }: SlackError): { details?: unknown } {
  return more.errors === undefined ? {} : { details: more.errors };
}

/** What Slackbot says to who typed a command that failed. */
function tell({ workspace }: Core, { user, channel, command }: TypedCommand, error: string): void {
  writeMessage(workspace, {
    channel: channel.id,
    user: fixedIds.slackbot,
    content: plain(`${command} failed with the error "${error}"`),
    ephemeralTo: user.id,
  });
}

/** An answer to the whole channel shows what was typed as well. */
function showTyped({ workspace }: Core, { user, channel, command, text }: TypedCommand): void {
  const content = plain(escapeEntities(`${command} ${text}`.trim()));
  writeMessage(workspace, { channel: channel.id, user: user.id, content });
}

function plain(text: string) {
  return { text, blocks: undefined, attachments: undefined, metadata: undefined };
}
