namespace TypedModels.Formats.Transforms;

/// <summary>The names that a <c>SaverDef</c> gives.</summary>
/// <param name="FilenameTensor">The tensor to feed the checkpoint's prefix to.</param>
/// <param name="SaveTensor">The tensor to fetch in order to save.</param>
/// <param name="RestoreOperation">The operation to run in order to restore.</param>
internal sealed record SaverNames(string FilenameTensor, string SaveTensor, string RestoreOperation);
