/** The program around generated Rust parsers that answers the questions of the differential test. */
import { must } from '../../must.js';
import type { Plan, ValueType } from '../../plan/index.js';
import { bytesJson } from '../differential/canonical-json.js';
import { fieldName, moduleName, rustString } from './rust-text.js';
import { RustTypes } from './rust-types.js';

/** The text of `driver.rs`. */
export function driverProgram(plans: readonly Plan[]): string {
  return [
    HEAD,
    ...plans.flatMap(printers),
    'fn answer(name: &str, mode: &str, text: &[u8], out: &mut Vec<u8>) -> Result<(), abide_proc::Failure> {',
    '    match name {',
    ...plans.map(
      (plan) => `        ${rustString(plan.meta.name)} => answer_${moduleName(plan)}(mode, text, out),`,
    ),
    '        _ => panic!("no such format"),',
    '    }',
    '}',
    TAIL,
  ].join('\n');
}

function printers(plan: Plan): string[] {
  const types = new RustTypes(plan);
  const module = moduleName(plan);
  const item = plan.each && valueJson('(&item)', plan.each.of, types, module, 0);
  return [
    ...plan.records.flatMap((record, number) => [
      `fn json_${module}_${number}(v: &abide_proc::${module}::${types.record(number, "'_")}, out: &mut Vec<u8>) {`,
      '    let mut first = true;',
      "    out.push(b'{');",
      ...record.fields.map(({ label, name, type, presence }) => {
        const key = `key(${rustString(`${bytesJson(label)}:`)}, &mut first, out);`;
        const field = `v.${fieldName(name)}`;
        return presence === 'always'
          ? `    ${key} { let value = &${field}; ${valueJson('value', type, types, module, 0)} }`
          : `    if let Some(value) = &${field} { ${key} ${valueJson('value', type, types, module, 0)} }`;
      }),
      ...(record.extra ? ['    extra(&v.extra, &mut first, out);'] : []),
      '    let _ = first;',
      "    out.push(b'}');",
      '}',
    ]),
    `fn answer_${module}(mode: &str, text: &[u8], out: &mut Vec<u8>) -> Result<(), abide_proc::Failure> {`,
    `    use abide_proc::${module} as format;`,
    '    match mode {',
    ...['', '_tolerant'].flatMap((suffix) => [
      `        ${suffix === '' ? '"strict"' : '"tolerant"'} => { let v = format::parse${suffix}(text)?; out.extend(b"ok "); json_${module}_0(&v, out); }`,
      ...(item === undefined
        ? []
        : [
            `        ${suffix === '' ? '"strict-each"' : '"tolerant-each"'} => { out.extend(b"ok ["); let mut first = true; format::parse_each${suffix}(text, |item| { key("", &mut first, out); ${item} })?; out.push(b']'); }`,
          ]),
    ]),
    '        _ => panic!("no such mode"),',
    '    }',
    '    Ok(())',
    '}',
  ];
}

/** Statements that write the value behind the reference `place`. */
function valueJson(place: string, type: ValueType, types: RustTypes, module: string, depth: number): string {
  switch (type.kind) {
    case 'integer':
      return `write!(out, "{}", ${place}).unwrap();`;
    case 'decimal':
      return `write!(out, "${type.bits === 64 ? '{}' : `{:.${type.digits}}`}", ${place}).unwrap();`;
    case 'bytes':
    case 'words':
      return `bytes(${place}, out);`;
    case 'record':
      return `json_${module}_${type.record}(${place}, out);`;
    case 'list': {
      const [each, first] = [`each${depth}`, `first${depth}`];
      const item = valueJson(each, type.of, types, module, depth + 1);
      return `out.push(b'['); let mut ${first} = true; for ${each} in ${place}.iter() { key("", &mut ${first}, out); ${item} } out.push(b']');`;
    }
    case 'union': {
      const arms = type.members.map(
        (member, index) =>
          `abide_proc::${module}::${must(types.variant(type.members, index))}(each) => { ${valueJson('each', member, types, module, depth + 1)} }`,
      );
      return `match ${place} { ${arms.join(' ')} }`;
    }
  }
}

const HEAD = String.raw`#![allow(unused_parens)]
use std::io::{Read, Write};

fn key(text: &str, first: &mut bool, out: &mut Vec<u8>) {
    if !*first {
        out.push(b',');
    }
    *first = false;
    out.extend(text.as_bytes());
}

fn bytes(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => write!(out, "\\u{:04x}", byte).unwrap(),
        }
    }
    out.push(b'"');
}

#[allow(dead_code)]
fn extra(extra: &abide_proc::Extra<'_>, first: &mut bool, out: &mut Vec<u8>) {
    if extra.is_empty() {
        return;
    }
    key("\"extra\":{", first, out);
    let sorted: std::collections::BTreeMap<&[u8], &[u8]> = extra.iter().copied().collect();
    let mut first = true;
    for (name, text) in sorted {
        key("", &mut first, out);
        bytes(name, out);
        out.push(b':');
        bytes(text, out);
    }
    out.push(b'}');
}
`;

const TAIL = String.raw`
fn main() {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).unwrap();
    let mut out = Vec::new();
    let mut rest = &input[..];
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let line = String::from_utf8(rest[..end].to_vec()).unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        let (text, more) = rest[end + 1..].split_at(words[2].parse().unwrap());
        rest = more;
        let start = out.len();
        if let Err(failure) = answer(words[0], words[1], text, &mut out) {
            out.truncate(start);
            let (line, column) = failure.place(text);
            write!(out, "fail {} {} {} [", failure.offset, line, column).unwrap();
            let mut first = true;
            for words in failure.expected {
                key("", &mut first, &mut out);
                bytes(words.as_bytes(), &mut out);
            }
            out.push(b']');
        }
        out.push(b'\n');
    }
    std::io::stdout().write_all(&out).unwrap();
}
`;
