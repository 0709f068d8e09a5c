// What CHANGELOG.md says of a version (https://keepachangelog.com).

/** The sections of a changelog, newest first: version, day (null: none yet), text. */
export function readChangelog(text) {
  const heads = [...text.matchAll(/^## \[([^\]]+)\](?: - (\S+))?$/gm)];
  return heads.map((head, index) => ({
    version: head[1],
    day: head[2] ?? null,
    text: text.slice(head.index + head[0].length, heads[index + 1]?.index).trim(),
  }));
}

/** What keeps a version from being released with this changelog, in words. */
export function changelogProblems(text, version) {
  const sections = readChangelog(text);
  const versions = sections.map((one) => one.version);
  const own = sections.find((one) => one.version === version);
  const unreleased = sections.find((one) => one.version === 'Unreleased');
  return [
    ...(own === undefined
      ? [`CHANGELOG.md says nothing of ${version}: give what stands under Unreleased that name and a day.`]
      : []),
    ...(own !== undefined && own.text === '' ? [`CHANGELOG.md says nothing under ${version}.`] : []),
    ...(own !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(own.day ?? '')
      ? [`CHANGELOG.md has no day for ${version}, as 2026-11-29.`]
      : []),
    ...(unreleased !== undefined && unreleased.text !== '' ? ['CHANGELOG.md still has something under Unreleased.'] : []),
    ...versions.filter((one, index) => versions.indexOf(one) !== index).map((one) => `CHANGELOG.md has ${one} twice.`),
  ];
}
