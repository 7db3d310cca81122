namespace TypedModels.TensorFlow.Execution;

/// <summary>A model in its session, and what each signature feeds and fetches there.</summary>
/// <param name="Part">The model in its session.</param>
/// <param name="Plans">The signatures, in the model's order.</param>
internal sealed record LoadedModel(GraphPart Part, SignaturePlan[] Plans);
