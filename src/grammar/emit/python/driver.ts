/** The driver of generated Python: checked by mypy where that is installed, and run. */
import { must } from '../../must.js';
import type { Plan } from '../../plan/index.js';
import type { Driver } from '../differential/driver.js';
import { python } from './emitter.js';
import { moduleNames } from './module-file.js';
import { recordNames } from './python-types.js';

const CHECKED = 'if command -v mypy > checker; then mypy --strict --cache-dir .mypy procfs; fi';

export const pythonDriver: Driver = {
  emitter: python,
  probe: ['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 8))'],
  files: (plans) => [
    { path: 'formats.json', text: JSON.stringify(table(plans)) },
    { path: 'driver.py', text: DRIVER_PY },
  ],
  build: [
    ['python3', '-W', 'error', '-m', 'compileall', '-q', 'procfs'],
    ['sh', '-c', CHECKED],
  ],
  run: ['python3', 'driver.py'],
};

function table(plans: readonly Plan[]): Record<string, unknown> {
  const modules = moduleNames(plans);
  return Object.fromEntries(plans.map((plan, index) => [plan.meta.name, row(plan, must(modules[index]))]));
}

function row(plan: Plan, module: string): unknown {
  const names = recordNames(plan);
  const records = plan.records.map(({ fields }, record) =>
    fields.map(({ label, type }, field) => [label, must(must(names.fields[record])[field]), type]),
  );
  return { module, records, each: plan.each?.of ?? null };
}

const DRIVER_PY = String.raw`import importlib
import json
import sys

from procfs import ParseFailure

FORMATS = json.load(open("formats.json", encoding="utf-8"))


def quote(data):
    parts = []
    for byte in data:
        if byte in b'"\\':
            parts.append("\\" + chr(byte))
        elif 32 <= byte <= 126:
            parts.append(chr(byte))
        else:
            parts.append("\\u00%02x" % byte)
    return '"' + "".join(parts) + '"'


def fits(value, kind):
    if kind in ("integer", "decimal"):
        return isinstance(value, (int, float))
    if kind == "list":
        return isinstance(value, list)
    return isinstance(value, bytes) == (kind in ("bytes", "words"))


def written(value, kind, records):
    name = kind["kind"]
    if name == "integer" or (name == "decimal" and kind["bits"] == 64):
        assert type(value) is int
        return str(value)
    if name == "decimal":
        assert type(value) is float
        return "%.*f" % (kind["digits"], value)
    if name == "list":
        return "[" + ",".join(written(item, kind["of"], records) for item in value) + "]"
    if name == "record":
        return record(value, kind["record"], records)
    if name == "union":
        return written(value, next(m for m in kind["members"] if fits(value, m["kind"])), records)
    return quote(value)


def record(value, number, records):
    parts = []
    for label, name, kind in records[number]:
        field = getattr(value, name)
        if field is not None:
            parts.append(quote(label.encode("latin-1")) + ":" + written(field, kind, records))
    extra = getattr(value, "extra", None)
    if extra:
        kept = ",".join(quote(key) + ":" + quote(extra[key]) for key in sorted(extra))
        parts.append('"extra":{' + kept + "}")
    return "{" + ",".join(parts) + "}"


def answer(name, mode, text):
    known = FORMATS[name]
    module = importlib.import_module("procfs." + known["module"])
    suffix = "_tolerant" if mode.startswith("tolerant") else ""
    records = known["records"]
    try:
        if mode.endswith("-each"):
            items = getattr(module, "parse_each" + suffix)(text)
            return "ok [" + ",".join([written(item, known["each"], records) for item in items]) + "]"
        return "ok " + record(getattr(module, "parse" + suffix)(text), 0, records)
    except ParseFailure as failure:
        words = ",".join(quote(word.encode("latin-1")) for word in failure.expected)
        return "fail %d %d %d [%s]" % (failure.offset, failure.line, failure.column, words)


def main():
    source, lines = sys.stdin.buffer, []
    while True:
        head = source.readline()
        if not head:
            break
        name, mode, length = head.decode("latin-1").split()
        lines.append(answer(name, mode, source.read(int(length))))
    sys.stdout.buffer.write("".join(line + "\n" for line in lines).encode("latin-1"))


main()
`;
