export interface World {
  readonly placeholder: true;
}
