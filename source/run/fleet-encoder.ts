import type {Config} from '../config/definition.js';
import type {Command} from '../config/options/commands.js';
import type {Sample} from '../core/sample.js';
import {completeMessage} from '../protocol/messages/complete-message.js';
import {parseMonitoringData} from '../protocol/messages/parse-monitoring-data.js';
import type {Fields} from '../support/fields.js';
import {escapeUnprintable, printableLine} from '../support/printable.js';
import {encoderFor} from './encoder.js';

/** Encodes the message of a host for printing. */
export type FleetEncoder = (host: string, message: Fields) => string;

/** Returns the encoder for a fleet, which adds the host. `undefined` if no output was requested and the screen can be shown. */
export function fleetEncoder(config: Config, command: Command, canShowScreen: boolean): FleetEncoder | undefined {
	const encode = encoderFor(config, command, canShowScreen);
	if (!encode) {
		return undefined;
	}

	if (command.json) {
		return (host, message) => escapeUnprintable(JSON.stringify({...message, host}));
	}

	// Tables follow the name on a separate line. Lines begin with the name.
	const end = command.once && command.format === undefined ? '\n\n' : '  ';
	return (host, message) => `${printableLine(host)}${end}${encode(sampleOf(message))}`;
}

function sampleOf(message: Fields): Sample {
	return parseMonitoringData(completeMessage(message, {sequence: 1, nowMs: Date.now(), intervalMs: 1000}));
}
