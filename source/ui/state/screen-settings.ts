import type {AlertService} from '../alerts/service.js';
import type {Appearance} from '../drawing/appearance.js';
import type {ProcessService} from '../processes/service.js';
import type {Choices} from './choices.js';
import type {KeyBinding} from './key-binding.js';

/** What may be another while the screen is shown. */
export type ScreenSettings = {
	appearanceFor(choice: Pick<Choices, 'theme' | 'graph'>): Appearance;
	readonly themeNames: readonly string[];
	/** What holds until the user chooses something else. */
	readonly choices: Choices;
	readonly bindings: readonly KeyBinding[];
	/** What it costs to measure is shown on every panel. */
	readonly showsCost: boolean;
	readonly service: ProcessService;
	readonly alertService: AlertService;
	/** Records the latest sample; resolves with where. Absent when nothing is recorded. */
	readonly exportNow?: (() => Promise<string>) | undefined;
};
