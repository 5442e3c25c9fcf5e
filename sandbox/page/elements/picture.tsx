import type { ImageElement } from '../api/block-schema.ts';
import { safeAddress } from '../text/safe-address.ts';

/** A picture that was uploaded is read from the workspace; the app's own address for it needs the app's token. */
function fileAddress(file: ImageElement['slack_file']): string | undefined {
  const id = file?.id ?? /\/files\/(\w+)/.exec(file?.url ?? '')?.[1];
  return id === undefined ? undefined : `/_control/files/${id}`;
}

/** An image; where it has no address to be fetched from, its description stands in its place. */
export function Picture({
  image,
  class: name,
}: {
  image: Pick<ImageElement, 'image_url' | 'slack_file' | 'alt_text'>;
  class: string;
}) {
  const given = image.image_url ?? fileAddress(image.slack_file);
  const address = given === undefined ? undefined : safeAddress(new URL(given, location.href).href);
  if (address === undefined) return <span class={`${name} image-missing`}>{image.alt_text}</span>;
  return <img class={name} src={address} alt={image.alt_text} loading="lazy" />;
}
