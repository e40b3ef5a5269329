import type {KeyPreset} from '../../config/options/keys.js';
import type {AlertService} from '../alerts/service.js';
import type {Appearance} from '../drawing/appearance.js';
import type {ProcessService} from '../processes/service.js';
import type {Background} from '../theme/background.js';
import type {Choices} from './choices.js';
import type {KeyBinding} from './key-binding.js';

/** Settings that can change while the screen is shown. */
export type ScreenSettings = {
	appearanceFor(choice: Pick<Choices, 'theme' | 'graph'> & {readonly background: Background}): Appearance;
	readonly themeNames: readonly string[];
	/** The configured choices. They apply until the user changes them on the screen. */
	readonly choices: Choices;
	readonly bindings: readonly KeyBinding[];
	/** The set of keys from which the bindings follow. */
	readonly preset: KeyPreset;
	/** Whether every panel shows its collection time. */
	readonly showsCost: boolean;
	readonly service: ProcessService;
	readonly alertService: AlertService;
	/** Exports the latest sample and resolves with its path. Absent when export is off. */
	readonly exportNow?: (() => Promise<string>) | undefined;
};
