import {choice, section} from '../config/model/field.js';
import type {HistoryLimits} from '../core/history.js';
import {eventNames} from '../protocol/messages/client-message.js';
import {dataFormats} from '../protocol/messages/select-data.js';
import {recordingSource as fromRecording, type RecordingSourceOptions} from '../recording/replay/recording.js';
import {type Connection, type ConnectOptions, connect as open} from '../remote/client/connect.js';
import type {Heartbeat} from '../remote/client/silence.js';
import type {HistoryRequest, Subscription} from '../remote/client/subscription.js';
import {remoteSource as fromRemote, type RemoteSourceOptions} from '../remote/remote-source.js';
import {type Closable, closable} from '../support/closable.js';
import {backoffChecks} from './delivery.js';
import {anyText, anyToggle, type Checks, checkArgument, checkOf, listOf, milliseconds, whole} from './options.js';

/** The checks of the limits of a history. */
export const historyChecks: Checks<HistoryLimits> = {samples: whole(1, 1_000_000), seconds: whole(1, 31_536_000)};

const heartbeatChecks: Checks<Heartbeat> = {
	staleAfterMs: milliseconds(),
	pingAfterMs: milliseconds(1),
	answerWithinMs: milliseconds(1),
	deadAfterMs: milliseconds(1),
};

const historyRequestChecks: Checks<HistoryRequest> = {seconds: whole(1, 3600), points: whole(1, 1000)};

const subscriptionChecks: Checks<Subscription> = {
	intervalMs: milliseconds(1),
	metrics: listOf(anyText),
	format: choice(dataFormats, {help: ''}),
	events: listOf(choice(eventNames, {help: ''})),
	history: section(historyRequestChecks),
};

const common = {
	token: anyText,
	ca: anyText,
	connectTimeoutMs: milliseconds(1),
	reconnect: section(backoffChecks),
	heartbeat: section(heartbeatChecks),
};

const checkConnect = checkOf<ConnectOptions>('connect', {
	...common,
	subscription: section(subscriptionChecks),
	stableAfterMs: milliseconds(),
	maxEvents: whole(1, 1_000_000),
});
const checkSubscription = checkOf<Subscription>('subscribe', subscriptionChecks);

/**
Connects to a mon-tui server, or to a server of the first version. Reconnects automatically if the connection is lost.

@throws an error if `url` is not the address of a server or the token cannot be sent in a header; TypeError or RangeError if
an option is invalid. Later errors are reported by the status and the iteration.
*/
export function connect(url: string, options: ConnectOptions = {}): Connection & Closable {
	checkArgument('connect', 'the url', {...anyText, isRequired: true}, url);
	checkConnect(options);
	const connection = open(url, options);
	const {subscribe} = connection;
	return closable(
		Object.assign(connection, {
			subscribe(subscription: Subscription) {
				checkSubscription(subscription);
				subscribe(subscription);
			},
		}),
	);
}

const checkRemote = checkOf<RemoteSourceOptions>('remoteSource', {
	...common,
	intervalMs: milliseconds(1),
	history: section(historyChecks),
	isPersistent: anyToggle,
});

/**
Returns a source for another machine, on which `mon-tui --serve` runs. The history is filled at the start and after
interruptions; alerts are those of the other machine. The updates end with a `ConnectionError` if reconnecting makes no
sense.

@throws an error if `url` is not an address, TypeError or RangeError if an option is invalid.
*/
export function remoteSource(url: string, options: RemoteSourceOptions = {}): ReturnType<typeof fromRemote> {
	checkArgument('remoteSource', 'the url', {...anyText, isRequired: true}, url);
	checkRemote(options);
	return fromRemote(url, options);
}

const checkRecording = checkOf<RecordingSourceOptions>('recordingSource', {
	place: {...anyText, isRequired: true},
	history: section(historyChecks),
	staysAtEnd: anyToggle,
});

/**
Returns a source for `createMonitor` that plays a recording at its original speed. `playback` controls it.

Rejects with an error that contains `place` if there is no recording, and with a TypeError or RangeError if an option is
invalid.
*/
export async function recordingSource(options: RecordingSourceOptions): ReturnType<typeof fromRecording> {
	checkRecording(options);
	return fromRecording(options);
}
