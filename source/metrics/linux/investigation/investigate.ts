import type {Machine} from '../../collector.js';
import type {Investigate} from '../../model/investigation.js';
import {fileUsers} from './file-users.js';
import {fullListeners, retransmitting} from './troubled-sockets.js';

/** Returns the function that answers questions about this machine from `/proc`. */
export function investigator(machine: Machine): Investigate {
	return async (question, signal) => {
		switch (question.kind) {
			case 'file users':
				return {...question, users: await fileUsers(machine, question.path, signal)};
			case 'listeners':
				return {kind: question.kind, sockets: await fullListeners(machine, signal)};
			case 'retransmits':
				return {kind: question.kind, sockets: await retransmitting(machine, signal)};
		}
	};
}
