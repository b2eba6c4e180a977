/** A profile: spec/profiles/<name>.yaml. */
import type { Problems } from '../problems.js';
import type { Profile } from '../types.js';
import type { Source } from '../yaml/source.js';

/** Reads one profile. */
export function readProfile({ root, noun }: Source, problems: Problems): Profile {
  const name = root.get('profile');
  if (name?.text !== undefined && name.text !== noun) {
    problems.add(name.at, `the file is called ${noun}.yaml`, `call it ${name.text}.yaml`);
  }
  return {
    name: name?.text ?? noun,
    version: root.get('version')?.text ?? '0.0',
    has: root.itemsOf('has').map((item) => item.text ?? ''),
  };
}
