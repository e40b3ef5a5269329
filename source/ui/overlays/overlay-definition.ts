import type {MonitorState} from '../../core/state.js';
import type {BoxContent, Screen} from '../boxes/overlay-box.js';
import type {Appearance} from '../drawing/appearance.js';
import type {MachineControls} from '../input/controls.js';
import type {Action} from '../state/key-binding.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import type {Overlay, OverlayKind, UiState} from '../state/ui-state.js';

/** What a box is drawn from. */
export type Scope = Screen & {
	readonly ui: UiState;
	readonly monitor: MonitorState;
	readonly settings: ScreenSettings;
	readonly appearance: Appearance;
};

/** What a key is called, and what it does where no overlay takes it. */
export type PressedKey = {readonly name: string; readonly action: Action | undefined};

/** A box over the panels: what it says, and what the keys do while it is open. */
export type OverlayDefinition<Kind extends OverlayKind> = {
	box(overlay: Overlay<Kind>, scope: Scope): BoxContent;
	handleKey(key: PressedKey, overlay: Overlay<Kind>, controls: MachineControls): void;
};

/** Nothing but being closed, by a key of its own too. */
export function closeOn(name: string): OverlayDefinition<OverlayKind>['handleKey'] {
	return (key, _, controls) => {
		if (key.name === name || key.action === 'close') {
			controls.open(undefined);
		}
	};
}
