import {printableLine} from '../../support/printable.js';
import {cpuMessages} from './cpu-messages.js';
import {diskMessages} from './disk-messages.js';
import {groupsOf, type Happening} from './message-form.js';
import {networkMessages} from './network-messages.js';
import {oomMessages} from './oom-messages.js';
import {programMessages} from './program-messages.js';

const forms = [...programMessages, ...diskMessages, ...networkMessages, ...cpuMessages];

/** A part of every message that reports an event. Most messages report none, and are read only once. */
const hint =
	/rror|illed? process|oom-kill|^Task in|segfault|general protection|\] trap |unhandled|rejected by pids|blocked |LOCKUP|lockup|stall|Machine [Cc]heck|Memory failure|EDAC|throttled|critical temperature|[Ll]ink |table full|SYN flood|hut ?down|hutting down|ead-?only|orruption|Aborting journal|timeout|controller is down|Disk failure|not responding|I\/O failure|csum|checksum|XFS|BTRFS/;

const maxSubject = 100;
const maxSentence = 300;

/**
Returns a function that reads the messages of the kernel one after the other, and returns the event that one reports. The
forms are those of Linux 3.10 to 6.x.
*/
export function kernelMessages(): (message: string) => Happening | undefined {
	const readOom = oomMessages();

	return message => {
		if (!hint.test(message)) {
			return undefined;
		}

		const happening = readOom(message) ?? byForm(message);
		return (
			happening && {
				...happening,
				subject: happening.subject && printableLine(happening.subject, maxSubject),
				text: printableLine(happening.text, maxSentence),
			}
		);
	};
}

function byForm(message: string): Happening | undefined {
	for (const {pattern, happening} of forms) {
		const groups = groupsOf(pattern, message);
		const found = groups && happening(groups);
		if (found) {
			return found;
		}
	}

	return undefined;
}
