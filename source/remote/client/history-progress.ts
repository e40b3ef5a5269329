import type {HistoryRequest, RequestedWindow} from './subscription.js';

/** The progress of the received history, to request only missed samples after an interruption. */
export type HistoryProgress = {
	/** Records a received sample or point of the history. */
	note(serverId: string | undefined, sequence: number): void;
	/** Resets the progress: the whole history is requested again. */
	reset(): void;
	/** Records that the whole history was received: from now on, only missed samples are requested. */
	complete(): void;
	/** Returns the part of the history to request from the current server. */
	window(serverId: string | undefined, request: HistoryRequest): RequestedWindow;
};

const maxSeconds = 3600;

export function createHistoryProgress(nowMs: () => number): HistoryProgress {
	let last: {readonly serverId: string | undefined; readonly sequence: number; readonly atMs: number} | undefined;
	let isComplete = false;

	return {
		note(serverId, sequence) {
			const newest = last?.serverId === serverId ? Math.max(last?.sequence ?? 0, sequence) : sequence;
			last = {serverId, sequence: newest, atMs: nowMs()};
		},
		reset() {
			isComplete = false;
		},
		complete() {
			isComplete = true;
		},
		window(serverId, {seconds, points}) {
			const whole = {...(seconds !== undefined && {seconds}), ...(points !== undefined && {points})};
			if (!isComplete || last === undefined) {
				return whole;
			}

			return serverId !== undefined && serverId === last.serverId
				? {since_seq: last.sequence, server_id: serverId}
				: // The server was restarted: sequence numbers are not comparable, but it may have a history.
					{...whole, seconds: Math.min(maxSeconds, Math.ceil((nowMs() - last.atMs) / 1000))};
		},
	};
}
