import type {Store} from '../../core/store.js';
import {type Look, withDecimalUnits} from '../drawing/look.js';
import type {Mouse} from '../terminal/mouse.js';
import type {Choices} from './choices.js';
import type {FleetControls, MachineScene} from './scene.js';
import type {ScreenState} from './screen-state.js';

/** The terminal that is drawn on. */
export type ScreenTerminal = {
	/** `false` when there is no terminal to read keys from. */
	readonly hasKeyboard: boolean;
	/** Absent where it is left to the terminal. */
	readonly mouse: Mouse | undefined;
	/** Writes all of what is there again. */
	redraw(): void;
	leave(): void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** What stays the same while the screen is drawn; what changes is in the state. */
export type Services = {
	readonly state: Store<ScreenState>;
	readonly terminal: ScreenTerminal;
	/** Absent where there is one machine alone. */
	readonly fleet: FleetControls | undefined;
	/** Writes what the user chose into the configuration; resolves with what was written where. Absent where there is none. */
	readonly remember: ((choices: Choices) => Promise<string>) | undefined;
	/** How everything is drawn now. */
	look(): Look;
	/** Around it all is drawn of this machine. Absent in the overview of a fleet. */
	readonly scene?: MachineScene;
};

export function createServices(parts: Omit<Services, 'look' | 'scene'>): Services {
	const lookNow = (): readonly unknown[] => {
		const {settings, ui} = parts.state.getState();
		return [settings.lookFor, ui.theme, ui.graph, ui.hasDecimalUnits];
	};
	let [made, look]: [readonly unknown[], Look | undefined] = [[], undefined];
	return {
		...parts,
		look() {
			const now = lookNow();
			if (look === undefined || now.some((part, index) => part !== made[index])) {
				const {settings, ui} = parts.state.getState();
				const chosen = settings.lookFor(ui);
				made = now;
				look = ui.hasDecimalUnits ? withDecimalUnits(chosen) : chosen;
			}

			return look;
		},
	};
}
