/** The driver of generated Go: vetted, built by the go command, formatted as gofmt does. */
import { must } from '../../must.js';
import type { Plan, ValueType } from '../../plan/index.js';
import type { Driver } from '../differential/driver.js';
import { DRIVER_GO } from './driver-source.js';
import { go } from './emitter.js';
import { goNames, type GoNames } from './go-names.js';
import { goString } from './go-text.js';
import { eachType } from './go-types.js';

const FORMATTED =
  'listed=$(gofmt -l *.go) && { [ -z "$listed" ] || { echo "not as gofmt writes it: $listed"; false; }; }';

export const goDriver: Driver = {
  emitter: go,
  probe: ['go', 'version'],
  files: (plans) => [{ path: 'driver/main.go', text: DRIVER_GO + table(plans) }],
  build: [
    ['go', 'vet', '.'],
    ['go', 'build', '-o', 'answer', './driver'],
    ['sh', '-c', FORMATTED],
  ],
  run: ['./answer'],
};

function table(plans: readonly Plan[]): string {
  const names = goNames(plans);
  const rows = plans.map((plan, index) => row(plan, must(names[index])));
  return `var formats = map[string]format{\n${rows.join('')}}\n`;
}

function row(plan: Plan, names: GoNames): string {
  const { format } = names;
  const records = plan.records.map(({ fields }, record) => {
    const each = fields.map(({ label, type }) => `{${goString(label)}, ${typeLiteral(type)}}`);
    return `{reflect.TypeOf(procfs.${must(names.records[record])}{}), []field{${each.join(', ')}}}`;
  });
  return `${goString(plan.meta.name)}: {
records: []record{${records.join(',\n')}},
each: ${plan.each ? typeLiteral(plan.each.of) : 'typ{}'},
parse: func(b []byte) (any, error) { return procfs.Parse${format}(b) },
parseTolerant: func(b []byte) (any, error) { return procfs.Parse${format}Tolerant(b) },
${plan.each ? eachRows(format, packaged(eachType(plan, names))) : ''}},
`;
}

function eachRows(format: string, item: string): string {
  return ['', 'Tolerant']
    .map(
      (suffix) => `parseEach${suffix}: func(b []byte, each func(any)) error {
_, err := procfs.Parse${format}Each${suffix}(b, func(item ${item}) error { each(item); return nil })
return err
},
`,
    )
    .join('');
}

/** The type as it is called outside its package. */
function packaged(type: string): string {
  return type.replace(/\b[A-Z]/, 'procfs.$&');
}

function typeLiteral(type: ValueType): string {
  switch (type.kind) {
    case 'decimal':
      return `typ{kind: ${goString(type.bits === 32 ? 'decimal' : 'integer')}, number: ${type.digits}}`;
    case 'record':
      return `typ{kind: "record", number: ${type.record}}`;
    case 'list':
      return `typ{kind: "list", of: []typ{${typeLiteral(type.of)}}}`;
    case 'union':
      return `typ{kind: "union", of: []typ{${type.members.map(typeLiteral).join(', ')}}}`;
    default:
      return `typ{kind: ${goString(type.kind)}}`;
  }
}
