import {createContext, useContext, useSyncExternalStore} from 'react';
import {type AlertService, type DeliveryView, noAlertService} from './service.js';

export const AlertServiceContext = createContext<AlertService>(noAlertService);

/** How the telling of alerts goes; renders again with every step of it. */
export function useDelivery(): DeliveryView | undefined {
	const {delivery} = useContext(AlertServiceContext);
	useSyncExternalStore(delivery?.store.subscribe ?? subscribeToNothing, () => delivery?.store.getState());
	return delivery;
}

function subscribeToNothing(): () => void {
	return () => {};
}
