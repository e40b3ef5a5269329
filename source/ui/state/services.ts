import type {Store} from '../../core/store.js';
import {type Appearance, withDecimalUnits} from '../drawing/appearance.js';
import type {Mouse} from '../terminal/mouse.js';
import type {SavedChoices} from './choices.js';
import type {FleetControls, MachineRoute} from './route.js';
import type {ScreenState} from './screen-state.js';

/** The terminal that the screen is drawn on. */
export type ScreenTerminal = {
	/** `false` when there is no terminal to read keys from. */
	readonly hasKeyboard: boolean;
	/** Absent when the mouse is left to the terminal. */
	readonly mouse: Mouse | undefined;
	/** Redraws the whole screen. */
	redraw(): void;
	leave(): void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** Objects that stay the same while the screen is drawn. Everything that changes is in `state`. */
export type Services = {
	readonly state: Store<ScreenState>;
	readonly terminal: ScreenTerminal;
	/** Absent when a single machine is shown. */
	readonly fleet: FleetControls | undefined;
	/**
	Saves the choices to the configuration and resolves with a message. Absent when there is no configuration file.
	*/
	readonly remember: ((choices: SavedChoices) => Promise<string>) | undefined;
	/** Returns the current appearance. */
	appearance(): Appearance;
	/** The machine that the components below draw. Absent in the fleet overview. */
	readonly route?: MachineRoute;
};

export function createServices(parts: Omit<Services, 'appearance' | 'route'>): Services {
	let from: ScreenState | undefined;
	let appearance: Appearance | undefined;
	return {
		...parts,
		appearance() {
			const now = parts.state.getState();
			if (!appearance || !from || !isDrawnAlike(now, from)) {
				const chosen = now.settings.appearanceFor({...now.ui, background: now.background});
				appearance = now.ui.hasDecimalUnits ? withDecimalUnits(chosen) : chosen;
			}

			from = now;
			return appearance;
		},
	};
}

function isDrawnAlike(one: ScreenState, other: ScreenState): boolean {
	return (
		one === other ||
		(one.settings.appearanceFor === other.settings.appearanceFor &&
			one.background === other.background &&
			one.ui.theme === other.ui.theme &&
			one.ui.graph === other.ui.graph &&
			one.ui.hasDecimalUnits === other.ui.hasDecimalUnits)
	);
}
