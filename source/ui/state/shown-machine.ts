import type {Playback} from '../../core/playback.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {DebugInfo} from '../../health/debug-info.js';
import type {CollectorHealth} from '../../metrics/schedule/collector-health.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';

/** Status of the server that broadcasts the same monitor, as the screen shows it. */
export type ServerStatus = {
	/** `http://127.0.0.1:8765/` or `unix:/run/mon-tui/mon-tui.sock`. */
	readonly address: string | undefined;
	readonly clients: number;
	/** Snapshots skipped for slow clients since the start. */
	readonly skippedFrames: number;
};

/** The data sources of a machine on the screen. */
export type ShownMachine = {
	readonly monitor: {
		readonly store: ReadonlyStore<MonitorState>;
		/** Returns the health of every collector: calls, failures, durations. */
		health(): readonly CollectorHealth[];
		setIntervalMs(intervalMs: number): void;
	};
	/** Status of the server that broadcasts the same monitor, if there is one. */
	readonly serverStatus?: ReadonlyStore<ServerStatus> | undefined;
	/** Playback controls; present when a recording is shown. */
	readonly playback?: Playback | undefined;
	/** Returns a report on the monitor and its followers. Each call costs some time. */
	examine(): DebugInfo;
	/** Connection to the host; present when the machine is remote. */
	readonly host?: ReadonlyStore<FleetHost | undefined> | undefined;
};
