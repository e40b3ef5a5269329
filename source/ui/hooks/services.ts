import {createContext, useContext, useSyncExternalStore} from 'react';
import type {PlaybackState} from '../../core/playback.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {DeliveryView} from '../alerts/service.js';
import type {Appearance} from '../drawing/appearance.js';
import type {MachineRoute} from '../state/route.js';
import type {ScreenState} from '../state/screen-state.js';
import type {Services} from '../state/services.js';
import type {ServerStatus} from '../state/shown-machine.js';
import type {UiState} from '../state/ui-state.js';

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The current appearance. Nearly every component draws with it: a context costs less than a subscription for each. */
export const AppearanceContext = createContext<Appearance | undefined>(undefined);

export function useServices(): Services {
	const services = useContext(ServicesContext);
	if (!services) {
		throw new Error('useServices requires a <ServicesContext.Provider> above the component');
	}

	return services;
}

/** Returns the route of the machine that is drawn. */
export function useRoute(): MachineRoute {
	const {route} = useServices();
	if (!route) {
		throw new Error('useRoute requires the view of a machine');
	}

	return route;
}

/**
Returns a slice of the screen state; the component renders again only when the slice changes. The selector must return a
primitive or an object that is already in the state, never a new object.
*/
export function useScreen<Slice>(selector: (state: ScreenState) => Slice): Slice {
	const {state} = useServices();
	return useSyncExternalStore(state.subscribe, () => selector(state.getState()));
}

/** Returns a slice of the UI state; see `useScreen`. */
export function useUi<Slice>(selector: (ui: UiState) => Slice): Slice {
	return useScreen(({ui}) => selector(ui));
}

/** Returns a slice of the monitor state; see `useScreen`. */
export function useMonitor<Slice>(selector: (state: MonitorState) => Slice): Slice {
	const {viewpoint} = useRoute();
	return useSyncExternalStore(viewpoint.subscribe, () => selector(viewpoint.getState()));
}

export function useAppearance(): Appearance {
	const appearance = useContext(AppearanceContext);
	if (!appearance) {
		throw new Error('useAppearance requires an <AppearanceContext.Provider> above the component');
	}

	return appearance;
}

/** Returns the connection of the shown host; `undefined` for the local machine and for a recording. */
export function useHost(): FleetHost | undefined {
	return useOptional(useRoute().machine.host);
}

/** Returns the playback position; `undefined` unless a recording is shown. */
export function usePlaybackState(): PlaybackState | undefined {
	return useOptional(useRoute().machine.playback?.store);
}

/** Returns the server status; `undefined` when there is no server. */
export function useServerStatus(): ServerStatus | undefined {
	return useOptional(useRoute().machine.serverStatus);
}

/** Returns the delivery status of notifications and renders again on every change. */
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
