import {naturalNumber} from '../../values/whole-number.js';

/**
Returns a number of `/proc/net/sockstat` or `/proc/net/sockstat6`; `undefined` if the kernel does not report it. A line
has pairs of names and numbers: `TCP: inuse 12 orphan 0 tw 3 alloc 14 mem 2`.
*/
export function socketNumber(text: string, protocol: string, name: string): number | undefined {
	const line = text.split('\n').find(one => one.startsWith(`${protocol}: `));
	const words = line?.split(' ') ?? [];
	const at = words.indexOf(name);
	return at === -1 ? undefined : naturalNumber(words[at + 1]);
}
