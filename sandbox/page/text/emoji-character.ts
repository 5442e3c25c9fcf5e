/** The emoji that messages commonly use, by Slack's names: Slack's messages carry names, never the characters. */

// One long text instead of an object: name and character in turn, so that the table stays a table under the formatter.
const TABLE = `
  +1 👍  -1 👎  thumbsup 👍  thumbsdown 👎  wave 👋  clap 👏  pray 🙏  muscle 💪  raised_hands 🙌  raising_hand 🙋
  handshake 🤝  ok_hand 👌  point_right 👉  point_left 👈  point_up ☝️  point_down 👇  writing_hand ✍️  eyes 👀
  brain 🧠  speech_balloon 💬  thought_balloon 💭  smile 😄  smiley 😃  slightly_smiling_face 🙂  grinning 😀
  blush 😊  joy 😂  wink 😉  heart_eyes 😍  thinking_face 🤔  neutral_face 😐  confused 😕  disappointed 😞  cry 😢
  sob 😭  sweat_smile 😅  relieved 😌  hugging_face 🤗  sleeping 😴  zzz 💤  tada 🎉  sparkles ✨  star ⭐  star2 🌟
  fire 🔥  rocket 🚀  heart ❤️  green_heart 💚  blue_heart 💙  yellow_heart 💛  white_check_mark ✅
  heavy_check_mark ✔️  ballot_box_with_check ☑️  x ❌  negative_squared_cross_mark ❎  heavy_plus_sign ➕
  heavy_minus_sign ➖  warning ⚠️  no_entry ⛔  no_entry_sign 🚫  octagonal_sign 🛑  exclamation ❗  question ❓
  grey_question ❔  information_source ℹ️  bulb 💡  bell 🔔  no_bell 🔕  mute 🔇  loudspeaker 📢  mega 📣
  calendar 📅  date 📅  spiral_calendar_pad 🗓️  clock1 🕐  clock3 🕒  clock9 🕘  clock12 🕛  alarm_clock ⏰
  stopwatch ⏱️  hourglass ⌛  hourglass_flowing_sand ⏳  watch ⌚  memo 📝  pencil 📝  pencil2 ✏️  clipboard 📋
  page_facing_up 📄  page_with_curl 📃  bookmark 🔖  bookmark_tabs 📑  books 📚  book 📖  notebook 📓
  newspaper 📰  paperclip 📎  pushpin 📌  round_pushpin 📍  link 🔗  inbox_tray 📥  outbox_tray 📤  package 📦
  email ✉️  envelope ✉️  incoming_envelope 📨  telephone_receiver 📞  phone ☎️  iphone 📱  computer 💻
  video_camera 📹  movie_camera 🎥  camera 📷  mag 🔍  mag_right 🔎  lock 🔒  unlock 🔓  key 🔑  gear ⚙️  wrench 🔧
  hammer_and_wrench 🛠️  toolbox 🧰  hospital 🏥  stethoscope 🩺  pill 💊  syringe 💉  microscope 🔬  dna 🧬
  ambulance 🚑  health_worker 🧑‍⚕️  mortar_board 🎓  school 🏫  student 🧑‍🎓  teacher 🧑‍🏫
  classical_building 🏛️  office 🏢  house 🏠  busts_in_silhouette 👥  bust_in_silhouette 👤
  people_holding_hands 🧑‍🤝‍🧑  family 👪  robot_face 🤖  seedling 🌱  herb 🌿  evergreen_tree 🌲  sunny ☀️
  sunrise 🌅  partly_sunny ⛅  cloud ☁️  rain_cloud 🌧️  snowflake ❄️  snow_cloud 🌨️  rainbow 🌈  umbrella ☔
  coffee ☕  tea 🍵  pizza 🍕  cake 🍰  apple 🍎  dart 🎯  trophy 🏆  medal 🏅  compass 🧭  world_map 🗺️
  checkered_flag 🏁  triangular_flag_on_post 🚩  airplane ✈️  car 🚗  train 🚋  bike 🚲
  chart_with_upwards_trend 📈  chart_with_downwards_trend 📉  bar_chart 📊  moneybag 💰  scales ⚖️
  puzzle_piece 🧩  arrow_right ➡️  arrow_left ⬅️  arrow_up ⬆️  arrow_down ⬇️  arrow_forward ▶️
  arrow_backward ◀️  arrows_counterclockwise 🔄  repeat 🔁  back 🔙  leftwards_arrow_with_hook ↩️
  arrow_right_hook ↪️  new 🆕  red_circle 🔴  large_orange_circle 🟠  large_yellow_circle 🟡
  large_green_circle 🟢  large_blue_circle 🔵  white_circle ⚪  black_circle ⚫  small_blue_diamond 🔹
  small_orange_diamond 🔸  one 1️⃣  two 2️⃣  three 3️⃣  four 4️⃣  five 5️⃣  hash #️⃣  shrug 🤷  eyeglasses 👓
  gift 🎁
`;

function readTable(table: string): ReadonlyMap<string, string> {
  const words = table.trim().split(/\s+/);
  const names = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) names.set(words[index] ?? '', words[index + 1] ?? '');
  return names;
}

const CHARACTERS = readTable(TABLE);
const SKIN_TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'] as const;

/** The character of an emoji name, with Slack's skin tone (2 to 6) where one is given; undefined for a name not known here. */
export function emojiCharacter(name: string, skinTone?: number): string | undefined {
  const character = CHARACTERS.get(name);
  return character === undefined ? undefined : character + (SKIN_TONES[(skinTone ?? 0) - 2] ?? '');
}
