import type {AskedWindow, HistoryRequest} from './subscription.js';

/** How far a server was heard, to ask for the rest after an interruption. */
export type Heard = {
	/** A sample of a server, or a point of its history. */
	note(serverId: string | undefined, sequence: number): void;
	/** Forgets it all: the whole history is wanted (again). */
	forget(): void;
	/** The whole history was told: from now on only what is missed is. */
	settle(): void;
	/** What to ask the server for that answers now. */
	window(serverId: string | undefined, wish: HistoryRequest): AskedWindow;
};

const maxSeconds = 3600;

export function createHeard(nowMs: () => number): Heard {
	let last: {readonly serverId: string | undefined; readonly sequence: number; readonly atMs: number} | undefined;
	let isSettled = false;

	return {
		note(serverId, sequence) {
			const newest = last?.serverId === serverId ? Math.max(last?.sequence ?? 0, sequence) : sequence;
			last = {serverId, sequence: newest, atMs: nowMs()};
		},
		forget() {
			isSettled = false;
		},
		settle() {
			isSettled = true;
		},
		window(serverId, {seconds, points}) {
			const whole = {...(seconds !== undefined && {seconds}), ...(points !== undefined && {points})};
			if (!isSettled || last === undefined) {
				return whole;
			}

			return serverId !== undefined && serverId === last.serverId
				? {since_seq: last.sequence, server_id: serverId}
				: // Started anew: its numbers say nothing, but it may have kept what it had measured.
					{...whole, seconds: Math.min(maxSeconds, Math.ceil((nowMs() - last.atMs) / 1000))};
		},
	};
}
