/** JavaScript functions for the leaves of a format: numbers, texts and words, each with exactly its bytes. */
import { setOf } from '../byte-set.js';
import type { Bytes } from '../../abi/index.js';
import { decimalRange } from '../decimal.js';
import type { BinaryNode, DecimalNode, NodeOf, NumberNode, TextNode } from '../ir.js';
import { digitSet, writtenSet } from '../lookahead.js';
import { must } from '../must.js';
import { isBig, largest, smallest } from '../types.js';
import { notHere, setTest } from './code.js';

export type Mode = 'strict' | 'tolerant';

/**
 * The body of a function of `e` (the expectation to fail with) that takes a number at `p` and returns it.
 * In tolerant mode any padding and superfluous zeros pass.
 */
export function numberBody(node: NumberNode, mode: Mode): string {
  const spaces = node.pad === ' ' && (node.width > 1 || mode === 'tolerant');
  return [
    'const a=p;let v=0,c,d,g=0;',
    spaces ? 'while(s.charCodeAt(p)===32)p++;' : '',
    node.signed ? 'if(s.charCodeAt(p)===45){g=1;p++}' : '',
    node.zero === undefined ? '' : zeroTest(node.zero, node, mode),
    node.prefix === '' ? '' : `if(${notHere(node.prefix)})fail(a,e);p+=${node.prefix.length};`,
    'd=p;',
    digitLoop(node),
    'if(p===d)fail(p,e);',
    mode === 'strict' ? canonical(node) : '',
    mode === 'strict' && node.zero !== undefined
      ? `if(s.charCodeAt(d)===48&&p-d===${node.pad === '0' ? node.width : 1})fail(a,e);`
      : '',
    isBig(node) ? bigResult(node) : smallResult(node),
  ].join('');
}

/** Zero, written as nothing else is: not as the prefix and a digit. */
function zeroTest(zero: Bytes, node: NumberNode, mode: Mode): string {
  const isNumber = `(s.startsWith(${JSON.stringify(node.prefix)},p)&&(c=s.charCodeAt(p+${node.prefix.length}),${setTest(digitSet(node), 'c')}))`;
  const padded =
    mode === 'strict' && node.pad === ' ' && node.width > 1
      ? `if(p-a<${node.width}||p-a>${node.width}&&s.charCodeAt(a)===32)fail(a,e);`
      : '';
  const sign = node.signed ? '!g&&' : '';
  return `if(${sign}s.startsWith(${JSON.stringify(zero)},p)&&!${isNumber}){p+=${zero.length};${padded}return ${isBig(node) ? '0n' : '0'}}`;
}

/** The body of a function of `e` that takes a decimal fraction at `p` and returns it. */
export function decimalBody(node: DecimalNode, mode: Mode): string {
  const [least, most] = decimalRange(node);
  const spaces = node.width > 1 || mode === 'tolerant' ? 'while(s.charCodeAt(p)===32)p++;' : '';
  const strict = [
    'if(s.charCodeAt(d)===48&&z-d>1)fail(a,e);',
    node.width > 1 ? `if(p-a<${node.width}||p-a>${node.width}&&s.charCodeAt(a)===32)fail(a,e);` : '',
  ].join('');
  return [
    `const a=p;let g=0,c;${spaces}`,
    node.signed ? 'if(s.charCodeAt(p)===45){g=1;p++}' : '',
    'const d=p;while(c=s.charCodeAt(p),c>=48&&c<=57)p++;const z=p;',
    `if(z===d||s.charCodeAt(p)!==46)fail(p,e);p++;`,
    `for(let i=0;i<${node.digits};i++,p++){c=s.charCodeAt(p);if(!(c>=48&&c<=57))fail(p,e)}`,
    mode === 'strict' ? strict : '',
    `let v=BigInt(s.slice(d,z)+s.slice(z+1,p));if(g){if(v===0n)fail(a,e);v=-v}`,
    `if(v<${least}n||v>${most}n)fail(a,e);`,
    node.bits === 64 ? 'return v;' : `return Number((g?'-':'')+s.slice(d,p));`,
  ].join('');
}

/** The body of a function of `e` that takes an integer as bits at `p` and returns it. */
export function binaryBody(node: BinaryNode): string {
  const bytes = Array.from({ length: node.bits / 8 }, (_, index) => `s.charCodeAt(p+${index})`);
  const [high, ...lower] = node.endian === 'big' ? bytes : bytes.reverse();
  const word = (parts: readonly string[]): string => parts.reduce((value, byte) => `(${value})*256+${byte}`);
  const value =
    node.bits === 64
      ? `(BigInt(${word([must(high), ...lower.slice(0, 3)])})<<32n)|BigInt(${word(lower.slice(3))})`
      : word([must(high), ...lower]);
  return `if(p+${node.bits / 8}>n)fail(n,e);const v=${value};p+=${node.bits / 8};return v;`;
}

function digitLoop(node: NumberNode): string {
  const letter = node.upper ? 65 : 97;
  if (node.radix !== 16) {
    const test = setTest(setOf('0123456789'.slice(0, node.radix)), 'c');
    return `for(;c=s.charCodeAt(p),${test};p++)v=v*${node.radix}+(c-48);`;
  }
  return (
    `for(;c=s.charCodeAt(p),c>=48&&c<=57||c>=${letter}&&c<=${letter + 5};p++)` +
    `{if(p-d===8){g=v;v=0}v=v*16+(c<58?c-48:c-${letter - 10})}`
  );
}

/** Fails unless the number is written with the fewest digits and the padding that its width asks for. */
function canonical(node: NumberNode): string {
  const zero = `s.charCodeAt(d)===48&&p-d>1`;
  if (node.pad === '0' && node.width > 1)
    return `if(p-d<${node.width}||p-d>${node.width}&&s.charCodeAt(d)===48)fail(a,e);`;
  const minusZero = node.signed ? `if(g&&s.charCodeAt(d)===48)fail(a,e);` : '';
  const padded =
    node.width > 1 ? `if(p-a<${node.width}||p-a>${node.width}&&s.charCodeAt(a)===32)fail(a,e);` : '';
  return `if(${zero})fail(a,e);${minusZero}${padded}`;
}

function smallResult(node: NumberNode): string {
  const tooLong = node.radix === 16 ? 'p-d>8||' : '';
  const sign = node.signed ? 'if(g)v=-v;' : '';
  return `${sign}if(${tooLong}v>${largest(node)}||v<${smallest(node)})fail(a,e);return v;`;
}

function bigResult(node: NumberNode): string {
  if (node.radix === 16)
    return 'if(p-d<=8)return BigInt(v);if(p-d>16)return slowHex(a,d,e);const k=p-d-8;return (BigInt(g)<<BigInt(4*k))|BigInt(v);';
  const text = node.radix === 8 ? `'0o'+s.slice(d,p)` : 's.slice(d,p)';
  const sign = node.signed ? 'if(g)b=-b;' : '';
  return (
    `if(p-d<16)return BigInt(${node.signed ? 'g?-v:v' : 'v'});let b=BigInt(${text});${sign}` +
    `if(b>${largest(node)}n||b<${smallest(node)}n)fail(a,e);return b;`
  );
}

/**
 * The body of a function of `e` that takes a text at `p` and returns it with its escapes undone.
 *
 * @param canFollow a condition: what follows the `ends` of a text can stand at `p`
 */
export function textBody(node: TextNode, canFollow: string): string {
  const scan = scanText(node, setTest(writtenSet(node), 'c'), canFollow);
  const take = node.escape
    ? `const t=unescape${node.escape.scheme}(a,p,${JSON.stringify(node.escape.bytes)},e);`
    : 'const t=s.slice(a,p);';
  const least = node.min > 0 ? `if(t.length<${node.min})fail(p,e);` : '';
  const most = node.max < Infinity && node.max > 1 ? `if(t.length>${node.max})fail(a+${node.max},e);` : '';
  return `const a=p;let c;${scan}${take}${least}${most}return t;`;
}

function scanText(node: TextNode, test: string, canFollow: string): string {
  if (node.ends !== undefined)
    return (
      `for(;;p++){if(p-a>=${node.min}&&s.startsWith(${JSON.stringify(node.ends)},p)){` +
      `const z=p;p+=${node.ends.length};const t=${canFollow};p=z;if(t)break}` +
      `c=s.charCodeAt(p);if(!${test})fail(p,e)}`
    );
  if (node.last !== undefined) {
    const within =
      node.within === undefined
        ? ''
        : `const w=s.indexOf(${JSON.stringify(node.within)},p);if(w<0)fail(n,e);`;
    const from = node.within === undefined ? '' : `,w-${node.last.length}`;
    return (
      `${within}const z=s.lastIndexOf(${JSON.stringify(node.last)}${from});if(z<p)fail(${node.within === undefined ? 'n' : 'w'},e);` +
      `for(;p<z;p++){c=s.charCodeAt(p);if(!${test})fail(p,e)}`
    );
  }
  const bound = node.max <= 1 || node.min === node.max ? `p-a<${node.max}&&` : '';
  return `while(${bound}(c=s.charCodeAt(p),${test}))p++;`;
}

/** The body of a function of `e` that takes one of a few words at `p` and returns it. */
export function wordsBody(node: NodeOf<'words'>): string {
  const longestFirst = [...node.words].sort((a, b) => b.length - a.length);
  const firsts = [...new Set(node.words.map((word) => word.charCodeAt(0)))];
  const cases = firsts.map((first) => {
    const tests = longestFirst
      .filter((word) => word.charCodeAt(0) === first)
      .map((word) => {
        const taken = `{p+=${word.length};return ${JSON.stringify(word)}}`;
        return word.length === 1 ? taken : `if(s.startsWith(${JSON.stringify(word)},p))${taken}`;
      });
    return `case ${first}:${tests.join('')}break;`;
  });
  return `switch(s.charCodeAt(p)){${cases.join('')}}fail(p,e);`;
}

/** What every generated parser has: the text, the place, failing, undoing escapes. */
export const RUNTIME = `
let s='',n=0,p=0,extra,failedAt=0,failedFor=0;
function fail(at,e){failedAt=at;failedFor=e;throw STOP}
function literal(t,e){if(s.startsWith(t,p))p+=t.length;else failLiteral(t,e)}
function failLiteral(t,e){let q=0;while(s.charCodeAt(p+q)===t.charCodeAt(q))q++;fail(p+q,q===0?e:[JSON.stringify(t)])}
function slowHex(a,d,e){const v=BigInt('0x'+s.slice(d,p));if(v>0xffffffffffffffffn)fail(a,e);return v}
const LETTERS={n:'\\n',t:'\\t',r:'\\r',f:'\\f',v:'\\v',a:'\\x07',e:'\\x1b','"':'"','\\\\':'\\\\'};
function unescapebackslash(a,z,set,e){
  const r=s.slice(a,z);let t='',from=0;
  for(let q=r.indexOf('\\\\');q>=0;q=r.indexOf('\\\\',from)){
    const c=LETTERS[r[q+1]];
    if(c===undefined||!set.includes(c))fail(a+q,e);
    t+=r.slice(from,q)+c;from=q+2;
  }
  return t===''&&from===0?r:t+r.slice(from);
}
function unescapeoctal(a,z,set,e){
  const r=s.slice(a,z);let t='',from=0;
  for(let q=r.indexOf('\\\\');q>=0;q=r.indexOf('\\\\',from)){
    const o=r.slice(q+1,q+4),c=/^[0-3][0-7]{2}$/.test(o)?String.fromCharCode(parseInt(o,8)):'';
    if(c===''||!set.includes(c))fail(a+q,e);
    t+=r.slice(from,q)+c;from=q+4;
  }
  return t===''&&from===0?r:t+r.slice(from);
}
function keep(key,value){(extra??={})[key]=value}
`;
