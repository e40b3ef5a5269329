import {createContext} from 'react';
import type {PanelName} from '../../config/options/panel-names.js';
import type {Place} from './place.js';

/** Where the user scrolled the panels' lists to. */
export type Places = Readonly<Partial<Record<PanelName, Place | undefined>>>;

export const PlacesContext = createContext<Places>({});
