/** Replaces a secret wherever an answer echoes it: as it is, and as JSON, XML and URLs write it. */
export function secretScrubber(secret: string): (text: string) => string {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const forms = [...new Set([secret, json, xml, encodeURIComponent(secret)])].filter((form) => form !== '');
  return (text) => forms.reduce((scrubbed, form) => scrubbed.replaceAll(form, '[secret]'), text);
}
