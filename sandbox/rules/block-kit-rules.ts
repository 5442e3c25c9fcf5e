/** What Slack takes in blocks, views and the content of messages: sections 4 and 6 of the contract. */
import type { SlackRule } from './rule.ts';

function blockKit(says: string): SlackRule {
  return { says, section: '4' };
}

export const BLOCK_KIT_RULES = {
  // Any object.
  'block-kit.field.required': blockKit('a field that an object cannot do without is there'),
  'block-kit.field.unknown': blockKit('an object has no field that Slack does not know there'),
  'block-kit.field.kind': blockKit('a field is of its kind: words, a whole number, yes or no, a list, an object'),
  'block-kit.type.unknown': blockKit('a `type` is one that Slack knows'),

  // Texts, ids and addresses.
  'block-kit.text.length': blockKit('a text object holds 1 to 3,000 characters'),
  'block-kit.text.plain-only': blockKit('titles, labels, buttons, options and placeholders are `plain_text`'),
  'block-kit.text.mrkdwn-only': blockKit('the texts of a card are `mrkdwn`'),
  'block-kit.block-id.length': blockKit('a `block_id` holds 1 to 255 characters'),
  'block-kit.block-id.unique': blockKit('a `block_id` stands once in a message or view'),
  'block-kit.action-id.length': blockKit('an `action_id` holds 1 to 255 characters'),
  'block-kit.action-id.unique': blockKit('an `action_id` stands once in its block'),
  'block-kit.url.form': blockKit('an address is whole, with its scheme'),
  'block-kit.date-mark.plain-text': blockKit(
    'a date stands in mrkdwn, not in `plain_text` (told in the traffic and to tests)',
  ),
  'block-kit.date-mark.fallback': blockKit('a date has words to fall back on (told in the traffic and to tests)'),

  // Blocks on their surfaces.
  'block-kit.message.count': blockKit('a message has at most 50 blocks'),
  'block-kit.modal.count': blockKit('a modal has 1 to 100 blocks'),
  'block-kit.home.count': blockKit('Home has 1 to 100 blocks'),
  'block-kit.message.blocks': blockKit('which blocks stand in a message: no `input`, no `file`'),
  'block-kit.modal.blocks': blockKit('which blocks stand in a modal: nothing that is for messages only, no `file`'),
  'block-kit.home.blocks': blockKit('which blocks stand on Home: nothing that is for messages only, no `file`'),

  // Section, header, context, actions.
  'block-kit.section.content': blockKit('a section has a text or fields'),
  'block-kit.section.text': blockKit('the text of a section holds 1 to 3,000 characters'),
  'block-kit.section.fields': blockKit('a section has at most 10 fields'),
  'block-kit.section.field': blockKit('a field of a section holds 1 to 2,000 characters'),
  'block-kit.section.accessory': blockKit('which elements stand beside a section: no text input, no datetimepicker'),
  'block-kit.header.text': blockKit('a header holds 1 to 150 characters'),
  'block-kit.context.count': blockKit('a context has 1 to 10 elements'),
  'block-kit.context.elements': blockKit('which elements stand in a context: images and texts'),
  'block-kit.context-actions.count': blockKit('a `context_actions` block has 1 to 5 elements'),
  'block-kit.context-actions.elements': blockKit(
    'which elements stand in `context_actions`: `feedback_buttons`, `icon_button`',
  ),
  'block-kit.actions.count': blockKit('an actions block has 1 to 25 elements'),
  'block-kit.actions.elements': blockKit('which elements stand in an actions block: nothing that is only typed into'),

  // Images and video.
  'block-kit.image.alt-text-required': blockKit('an image has an `alt_text`'),
  'block-kit.image.alt-text': blockKit('the `alt_text` of an image holds 1 to 2,000 characters'),
  'block-kit.image.title': blockKit('the title of an image holds 1 to 2,000 characters'),
  'block-kit.image.url': blockKit('the address of an image holds at most 3,000 characters'),
  'block-kit.image.source': blockKit('an image has an `image_url` or a `slack_file`, exactly one of them'),
  'block-kit.image.file-source': blockKit('a `slack_file` has an `id` or a `url`, exactly one of them'),
  'block-kit.image.file-url': blockKit('the address of a `slack_file` holds at most 3,000 characters'),
  'block-kit.picture.type': blockKit('where a picture stands (in cards and containers), it is an image element'),
  'block-kit.video.title': blockKit('the title of a video holds fewer than 200 characters'),
  'block-kit.video.author': blockKit('the author of a video holds fewer than 50 characters'),
  'block-kit.video.url': blockKit('the addresses of a video hold at most 3,000 characters'),
  'block-kit.video.scope': blockKit('a video needs the scope `links.embed:write`'),

  // Input blocks and what is typed into.
  'block-kit.input.label': blockKit('the label of an input holds 1 to 2,000 characters'),
  'block-kit.input.hint': blockKit('the hint of an input holds 1 to 2,000 characters'),
  'block-kit.input.element': blockKit('which elements stand in an input block: no button, no overflow menu, no image'),
  'block-kit.input.initial-value': blockKit('what stands in a text input at first holds at most 3,000 characters'),
  'block-kit.text-input.least': blockKit('`min_length` is 0 to 3,000'),
  'block-kit.text-input.most': blockKit('`max_length` is 1 to 3,000'),
  'block-kit.text-input.ordered': blockKit('`min_length` is not greater than `max_length`'),
  'block-kit.number.decimals': blockKit('a number input says whether decimals are allowed'),
  'block-kit.number.text': blockKit('the numbers of a number input are strings'),
  'block-kit.rich-text-input.lines': blockKit('a rich text input shows 1 to 100 lines'),
  'block-kit.file-input.most': blockKit('a file input takes 1 to 10 files'),
  'block-kit.file-input.scope': blockKit('a file input needs the scope `files:read`'),
  'block-kit.dispatch.moments': blockKit('`trigger_actions_on` names one or both of its two moments'),
  'block-kit.focus.one': blockKit('one element at most has `focus_on_load`'),

  // Buttons and the dialogue before them.
  'block-kit.button.text': blockKit('a button holds 1 to 75 characters'),
  'block-kit.button.value': blockKit('the value of a button holds 1 to 2,000 characters'),
  'block-kit.button.url': blockKit('the address of a button holds at most 3,000 characters'),
  'block-kit.button.accessibility-label': blockKit('the `accessibility_label` of a button holds 1 to 75 characters'),
  'block-kit.button.style': blockKit('the style of a button is `primary` or `danger`'),
  'block-kit.confirm.title': blockKit('the title of a confirm dialogue holds 1 to 100 characters'),
  'block-kit.confirm.text': blockKit('the text of a confirm dialogue holds 1 to 300 characters'),
  'block-kit.confirm.confirm': blockKit('the button that confirms holds 1 to 30 characters'),
  'block-kit.confirm.deny': blockKit('the button that denies holds 1 to 30 characters'),
  'block-kit.confirm.style': blockKit('the style of a confirm dialogue is `primary` or `danger`'),

  // Options and menus.
  'block-kit.option.text': blockKit('an option holds 1 to 75 characters'),
  'block-kit.option.value': blockKit('the value of an option holds 1 to 150 characters'),
  'block-kit.option.value-unique': blockKit('the value of an option stands once in its element'),
  'block-kit.option.description': blockKit('the description of an option holds 1 to 75 characters'),
  'block-kit.option.url': blockKit('the address of an option holds at most 3,000 characters'),
  'block-kit.option.url-in-overflow': blockKit('only the options of an overflow menu have an address'),
  'block-kit.option.initial': blockKit('what is chosen at first is among the options'),
  'block-kit.option-group.label': blockKit('the label of an option group holds 1 to 75 characters'),
  'block-kit.option-group.options': blockKit('an option group has 1 to 100 options'),
  'block-kit.select.options': blockKit('a menu has 1 to 100 options'),
  'block-kit.select.groups': blockKit('a menu has 1 to 100 option groups'),
  'block-kit.select.one-source': blockKit('a menu has `options` or `option_groups`, exactly one of them'),
  'block-kit.select.most-selected': blockKit('`max_selected_items` is at least 1'),
  'block-kit.overflow.options': blockKit('an overflow menu has 1 to 5 options'),
  'block-kit.radio.options': blockKit('radio buttons have 1 to 10 options'),
  'block-kit.checkboxes.options': blockKit('checkboxes have 1 to 10 options'),
  'block-kit.element.placeholder': blockKit('a placeholder holds 1 to 150 characters'),
  'block-kit.filter.include': blockKit('a filter includes `im`, `mpim`, `private`, `public`, and nothing else'),
  'block-kit.filter.empty': blockKit('a filter says something'),
  'block-kit.response-url.place': blockKit('`response_url_enabled` stands in an input block of a modal'),
  'block-kit.date.form': blockKit('a date is `YYYY-MM-DD`'),
  'block-kit.time.form': blockKit('a time is `HH:mm`'),
  'block-kit.time.zone': blockKit('the zone of a timepicker is an IANA name'),
  'block-kit.datetime.digits': blockKit('a moment is ten digits of seconds since 1970'),

  // Markdown, rich text, tables.
  'block-kit.markdown.length': blockKit('the markdown blocks of a message hold at most 12,000 characters together'),
  'block-kit.markdown.block-id': blockKit('the `block_id` of a markdown block is not listened to'),
  'block-kit.rich-text.list-style': blockKit('a rich text list is `bullet` or `ordered`'),
  'block-kit.rich-text.list-items': blockKit('a rich text list holds sections'),
  'block-kit.rich-text.indent': blockKit('a rich text list is indented by 0 to 8'),
  'block-kit.rich-text.border': blockKit('the border of rich text is 0 or 1'),
  'block-kit.table.one': blockKit('a message has at most one table'),
  'block-kit.table.rows': blockKit('a table has 1 to 100 rows'),
  'block-kit.table.cells': blockKit('a row of a table has 1 to 20 cells'),
  'block-kit.table.length': blockKit('the cells of a table hold at most 10,000 characters together'),
  'block-kit.table.columns': blockKit('a table has settings for at most 20 columns'),
  'block-kit.table.align': blockKit('a column is aligned `left`, `center` or `right`'),
  'block-kit.data-table.caption': blockKit('a data table has a caption'),
  'block-kit.data-table.rows': blockKit('a data table has 2 to 101 rows, the header among them'),
  'block-kit.data-table.page': blockKit('a page of a data table has 1 to 100 rows'),

  // Cards, containers, alerts, tasks.
  'block-kit.card.content': blockKit('a card has a picture, a title, a body or buttons'),
  'block-kit.card.title': blockKit('the title of a card holds 1 to 150 characters'),
  'block-kit.card.subtitle': blockKit('the subtitle of a card holds 1 to 150 characters'),
  'block-kit.card.body': blockKit('the body of a card holds 1 to 200 characters'),
  'block-kit.card.buttons': blockKit('the actions of a card are buttons'),
  'block-kit.carousel.count': blockKit('a carousel has 1 to 10 cards'),
  'block-kit.carousel.cards': blockKit('a carousel holds cards'),
  'block-kit.container.heading': blockKit('a container has a `title` or a `rich_text_title`'),
  'block-kit.container.title': blockKit('the title of a container holds 1 to 150 characters'),
  'block-kit.container.subtitle': blockKit('the subtitle of a container holds 1 to 150 characters'),
  'block-kit.container.count': blockKit('a container has 1 to 10 blocks'),
  'block-kit.container.children': blockKit(
    'which blocks stand in a container: no other container, no card, no markdown',
  ),
  'block-kit.container.surface': blockKit('what stands in a container stands on its surface: no input in a message'),
  'block-kit.container.width': blockKit('a container is `narrow`, `standard`, `wide` or `full`'),
  'block-kit.alert.level': blockKit('an alert is `default`, `info`, `warning`, `error` or `success`'),
  'block-kit.task-card.status': blockKit('a task is `pending`, `in_progress`, `complete` or `error`, in a plan too'),

  // Views.
  'block-kit.modal.title-required': blockKit('a modal has a title'),
  'block-kit.modal.title': blockKit('the title of a modal holds 1 to 24 characters'),
  'block-kit.modal.submit': blockKit('the submit button of a modal holds 1 to 24 characters'),
  'block-kit.modal.submit-required': blockKit('a modal with an input block has a submit button'),
  'block-kit.modal.close': blockKit('the close button of a modal holds 1 to 24 characters'),
  'block-kit.view.private-metadata': blockKit('`private_metadata` holds at most 3,000 characters'),
  'block-kit.view.callback-id': blockKit('a `callback_id` holds 1 to 255 characters'),
  'block-kit.view.external-id': blockKit('an `external_id` holds 1 to 255 characters'),
  'block-kit.view.surface': blockKit('`views.publish` takes a Home view, the other methods take a modal'),
  'block-kit.view.size': blockKit('the JSON of a view is at most 250 KB (`view_too_large`)'),

  // The content of a message.
  'block-kit.message.no-text': blockKit('a message has text, blocks or attachments (`no_text`)'),
  'block-kit.message.fallback': blockKit(
    'beside blocks there is a text that is read instead (told in the traffic and to tests)',
  ),
  'block-kit.message.recommended': blockKit('a text has at most 4,000 characters (told to tests)'),
  'block-kit.message.truncated': blockKit('`chat.postMessage` cuts a text at 40,000 characters and warns'),
  'block-kit.message.update-text': blockKit(
    '`chat.update` refuses a text of more than 4,000 characters (`msg_too_long`)',
  ),
  'block-kit.message.ephemeral-text': blockKit(
    'an ephemeral text of more than 40,000 characters is refused (`msg_too_long`)',
  ),
  'block-kit.message.blocks-text': blockKit(
    'blocks hold at most some 13,200 characters of text (`msg_blocks_too_long`)',
  ),
  'block-kit.message.blocks-format': blockKit('`blocks` is a JSON list (`invalid_blocks_format`)'),
  'block-kit.message.markdown-text': blockKit('`markdown_text` stands alone (`markdown_text_conflict`)'),
  'block-kit.attachments.count': blockKit('a message has at most 100 attachments (`too_many_attachments`)'),
  'block-kit.attachments.format': blockKit('`attachments` is a JSON list (`invalid_attachments`)'),
  'block-kit.attachments.blocks': blockKit(
    'the blocks of an attachment keep the rules of blocks (`invalid_attachments`)',
  ),
  'block-kit.metadata.format': { says: '`metadata` is a JSON object (`invalid_metadata_format`)', section: '6' },
  'block-kit.metadata.event-type': {
    says: 'an `event_type` is letters, digits and underscores (`invalid_metadata_schema`)',
    section: '6',
  },
  'block-kit.metadata.payload': {
    says: 'a payload is words, numbers, yes and no, or flat objects of those (`invalid_metadata_schema`)',
    section: '6',
  },
} satisfies Record<string, SlackRule>;
