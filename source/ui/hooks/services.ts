import {createContext, useContext, useSyncExternalStore} from 'react';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {DeliveryView} from '../alerts/service.js';
import type {Appearance} from '../drawing/appearance.js';
import type {PlaybackPosition} from '../state/playback.js';
import type {MachineRoute} from '../state/route.js';
import type {ScreenState} from '../state/screen-state.js';
import type {Services} from '../state/services.js';
import type {ServerStatus} from '../state/shown-machine.js';
import type {UiState} from '../state/ui-state.js';

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
	const services = useContext(ServicesContext);
	if (!services) {
		throw new Error('the screen needs a <ServicesContext.Provider> above it');
	}

	return services;
}

/** The machine that is drawn. */
export function useRoute(): MachineRoute {
	const {route} = useServices();
	if (!route) {
		throw new Error('the overview of a fleet shows no machine');
	}

	return route;
}

/**
Reads a slice of the state of the screen; the component renders again only when that slice changes. The selector returns
something that is already in the state, or a primitive, never a fresh object.
*/
export function useScreen<Slice>(selector: (state: ScreenState) => Slice): Slice {
	const {state} = useServices();
	return useSyncExternalStore(state.subscribe, () => selector(state.getState()));
}

/** The same of what the user did to the machine. */
export function useUi<Slice>(selector: (ui: UiState) => Slice): Slice {
	return useScreen(({ui}) => selector(ui));
}

/** The same of what was measured. */
export function useMonitor<Slice>(selector: (state: MonitorState) => Slice): Slice {
	const {viewpoint} = useRoute();
	return useSyncExternalStore(viewpoint.subscribe, () => selector(viewpoint.getState()));
}

export function useAppearance(): Appearance {
	const {state, appearance} = useServices();
	return useSyncExternalStore(state.subscribe, appearance);
}

/** How the machine that is shown is reached; `undefined` when it is this one, or a recording. */
export function useHost(): FleetHost | undefined {
	return useOptional(useRoute().machine.host);
}

/** `undefined` when it is no recording that is shown. */
export function usePlaybackPosition(): PlaybackPosition | undefined {
	return useOptional(useRoute().machine.playback?.store);
}

/** `undefined` when nothing is served. */
export function useServerStatus(): ServerStatus | undefined {
	return useOptional(useRoute().machine.serverStatus);
}

/** How the telling of alerts goes; renders again with every step of it. */
export function useDelivery(): DeliveryView | undefined {
	const delivery = useScreen(({settings}) => settings.alertService.delivery);
	useOptional(delivery?.store);
	return delivery;
}

function useOptional<State>(store: ReadonlyStore<State> | undefined): State | undefined {
	return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, () => store?.getState());
}

function subscribeToNothing(): () => void {
	return () => {};
}
