using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>Known numbers that are added to each row.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="Start">The first that counts.</param>
internal sealed record GateBias(Tensor Values, int Start);
