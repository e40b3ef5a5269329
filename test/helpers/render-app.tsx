import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Liveness} from '../../source/core/liveness.js';
import type {MonitorState} from '../../source/core/state.js';
import {createStore, type Store} from '../../source/core/store.js';
import {debugInfo} from '../../source/health/debug-info.js';
import type {CollectorHealth} from '../../source/metrics/schedule/collector-health.js';
import {noAlertService} from '../../source/ui/alerts/service.js';
import {App} from '../../source/ui/app.js';
import {type AppearanceOptions, createAppearance} from '../../source/ui/drawing/appearance.js';
import {keyBindings, rebind, withoutFleetKeys} from '../../source/ui/input/keys.js';
import {noProcessService} from '../../source/ui/processes/service.js';
import type {Choices} from '../../source/ui/state/choices.js';
import type {Route} from '../../source/ui/state/route.js';
import type {ScreenSettings} from '../../source/ui/state/screen-settings.js';
import {createScreenState} from '../../source/ui/state/screen-state.js';
import {createServices, type Services} from '../../source/ui/state/services.js';
import type {ShownMachine} from '../../source/ui/state/shown-machine.js';
import {initialUiState, type UiState} from '../../source/ui/state/ui-state.js';
import type {Mouse} from '../../source/ui/terminal/mouse.js';
import {type Theme, type ThemeName, themes} from '../../source/ui/theme/themes.js';
import {type RenderedInk, renderInk} from './render-ink.js';

const themeByName: Readonly<Record<string, Theme>> = themes;

export type RenderedApp = Omit<RenderedInk, 'settle'> & {
	setState(update: (state: MonitorState) => MonitorState): Promise<void>;
	/** Applies a change and waits for at most one turn of the event loop. */
	change(update: (state: MonitorState) => MonitorState): Promise<void>;
};

export type Size = {readonly columns: number; readonly rows: number};

export type RenderOptions = Size &
	Partial<Pick<ScreenSettings, 'service' | 'alertService' | 'exportNow' | 'showsCost' | 'preset'>> &
	Partial<Pick<ShownMachine, 'serverStatus' | 'playback' | 'host' | 'examine'>> &
	Partial<Pick<Services, 'remember'>> &
	Partial<Omit<AppearanceOptions, 'theme'>> & {
		readonly viewChoice?: Choices['view'];
		readonly initialState?: UiState;
		readonly theme?: ThemeName;
		readonly hasMouse?: boolean;
		/** Called when the program is left. */
		readonly leave?: () => void;
		collectors?(): readonly CollectorHealth[];
	};

const liveness: Liveness = {isRunning: true, source: 'local', startedAtMs: 0, uptimeMs: 60_000, sampleAgeMs: 200};

/** Renders the whole screen on a virtual terminal that has only a size. */
export async function renderApp(initial: MonitorState, options: RenderOptions): Promise<RenderedApp> {
	const store = createStore(initial);
	const app = await renderInk(machineScreen(store, options), options);

	return {
		...app,
		async setState(update) {
			store.setState(update);
			await app.settle();
		},
		async change(update) {
			store.setState(update);
			await nextTurn();
		},
	};
}

/** Returns what draws the screen of a machine. */
export function machineScreen(store: Store<MonitorState>, options: RenderOptions): Draw {
	const {serverStatus, playback, host, collectors = () => []} = options;
	return routeScreen(
		{
			kind: 'machine',
			id: '',
			machine: {
				monitor: {store, health: collectors, setIntervalMs() {}},
				serverStatus,
				playback,
				host,
				examine: options.examine ?? (() => debugInfo({store, liveness: () => liveness, health: () => []})),
			},
		},
		{bindings: withoutFleetKeys(rebind({}, options.preset)), ...options},
	);
}

/** Renders any route. `show` is called with the host to show in a fleet. */
export async function renderRoute(route: Route, options: RouteOptions): Promise<RenderedInk> {
	return renderInk(routeScreen(route, options), options);
}

type RouteOptions = RenderOptions & Partial<Pick<ScreenSettings, 'bindings'>> & Partial<Pick<Services, 'fleet'>>;

type Draw = (mouse: Mouse | undefined) => React.ReactElement;

function routeScreen(route: Route, options: RouteOptions): Draw {
	const {columns, rows} = options;
	const drawing = {
		colorDepth: options.colorDepth ?? 'none',
		isAscii: options.isAscii ?? false,
		isConsole: options.isConsole,
		graphStyle: options.graphStyle ?? 'braille',
	} as const;
	const initialState = options.initialState ?? {...initialUiState, theme: options.theme ?? 'default'};
	const {hidden, theme, graph, processes} = initialState;
	const settings: ScreenSettings = {
		appearanceFor: choice =>
			createAppearance({
				...drawing,
				theme: themeByName[choice.theme] ?? themes.default,
				...(choice.graph !== 'auto' && {graphStyle: choice.graph}),
			}),
		themeNames: Object.keys(themes),
		choices: {
			view: options.viewChoice ?? 'auto',
			hide: hidden,
			theme,
			graph,
			columns: processes.columns,
			sort: processes.sort,
			reverse: processes.isInverted,
			perCore: processes.isPerCore,
			units: initialState.hasDecimalUnits ? 'decimal' : 'binary',
			graphStepMs: initialState.bucketMs,
		},
		bindings: options.bindings ?? keyBindings,
		preset: options.preset ?? 'default',
		showsCost: options.showsCost ?? false,
		service: options.service ?? noProcessService,
		alertService: options.alertService ?? noAlertService,
		exportNow: options.exportNow,
	};
	const state = createScreenState({route: createStore(route), settings: createStore(settings)});
	state.setState(now => ({...now, columns, rows, ui: initialState}));
	return mouse => {
		const terminal = {
			hasKeyboard: true,
			mouse,
			redraw() {},
			leave: options.leave ?? (() => {}),
			stop: async () => {},
		};
		return <App services={createServices({state, terminal, fleet: options.fleet, remember: options.remember})} />;
	};
}
