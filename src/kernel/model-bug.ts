/** What is thrown where the model, or its text, is wrong: the only failure of this room. */
export class ModelBug extends Error {
  override name = 'ModelBug';
}
