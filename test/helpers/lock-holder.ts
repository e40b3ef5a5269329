/** Holds the lock of a directory until it is killed: `lock-holder.ts DIRECTORY`. */
import process from 'node:process';
import {directoryLock} from '../../source/support/owned-files/directory-lock.js';

const [directory = ''] = process.argv.slice(2);
const lock = directoryLock(directory);
const owner = await lock.hold();
process.stdout.write(owner === undefined ? 'held\n' : `${owner}\n`);
setInterval(() => {}, 60_000);
