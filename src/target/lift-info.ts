/** What came with a signal: siginfo in memory as a value, and as what a handler was told. */
import {
  codeName,
  INFO_FIELDS,
  infoFields,
  int,
  names,
  struct,
  type InfoFieldName,
  type SignalInfo,
  type Value,
} from '../abi/index.js';
import { signalValue } from './lift-word.js';

/** A whole siginfo: signo, errno, code, and the fields that this code has. */
export function siginfoValue(from: Uint8Array): Value {
  const [signo, errno, code] = headOf(from);
  const name = codeName(signo, code);
  return struct({
    signo: signalValue(signo),
    errno: int(errno),
    code: name === undefined ? int(code) : names(name),
    ...fieldsOf(from, signo, code),
  });
}

/** What a handler of signal `signo` was told: the code and its fields, and the errno where there is one. */
export function signalInfo(signo: number, from: Uint8Array): SignalInfo {
  const [, errno, code] = headOf(from);
  return {
    code: codeName(signo, code) ?? String(code),
    ...fieldsOf(from, signo, code),
    ...(errno === 0 ? {} : { errno: int(errno) }),
  };
}

function headOf(from: Uint8Array): readonly [signo: number, errno: number, code: number] {
  return [Number(read(from, 'signo')), Number(read(from, 'errno')), Number(read(from, 'code'))];
}

function fieldsOf(from: Uint8Array, signo: number, code: number): Omit<SignalInfo, 'code' | 'errno'> {
  const fields = infoFields(signo, code).map((name) => {
    const value = read(from, name);
    const isSignal = name === 'status' && signo !== 0 && code !== EXITED;
    return [name, isSignal ? signalValue(Number(value)) : int(value)] as const;
  });
  return Object.fromEntries(fields);
}

/** CLD_EXITED: the status is what the child gave, and no signal. */
const EXITED = 1;

function read(from: Uint8Array, name: InfoFieldName): bigint {
  const { offset, bytes, noun } = INFO_FIELDS[name];
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  if (bytes === 8) return view.getBigInt64(offset, true);
  return BigInt(noun === 'uint' ? view.getUint32(offset, true) : view.getInt32(offset, true));
}
