import process from 'node:process';
import {setFlagsFromString} from 'node:v8';

/**
Keeps the space for new objects as small as it is now. V8 doubles it while a program starts, up to 16 MB, and another 16 MB to
which it copies what is still used; most of that stays resident for ever. The objects of a tick are few, and nearly all of
them are garbage at the next one.

V8 reads this flag whenever it is about to grow that space. Versions of Node.js with which it was not tried are left alone.
*/
export function keepYoungGeneration(): void {
	if (/^(?:20|22|24)\./.test(process.versions.node)) {
		setFlagsFromString('--semi-space-growth-factor=1');
	}
}
