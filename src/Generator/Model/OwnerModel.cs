namespace TypedModels.Generator.Model;

/// <summary>The wrapper whose variables another one uses.</summary>
/// <param name="Type">Its full name, as emitted code writes it.</param>
/// <param name="Name">Its short name, for documentation and messages.</param>
internal sealed record OwnerModel(string Type, string Name);
